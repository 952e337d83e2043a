/** Something only a person can mend; the message is the sentence to show, and is all that is shown. */
export class SetupProblem extends Error {}

/** One way to a goal is closed here; the message says why, and set-up goes on to the next way. */
export class Unavailable extends Error {}

/** A sentence for whatever went wrong. @param {any} error */
export function sentenceFor(error) {
	if (error instanceof SetupProblem || error instanceof Unavailable) return error.message
	if (error?.code === 'ENOSPC') return 'The disk is full. Free some space (about 2 GB are needed), then run this again.'
	if (error?.code === 'EACCES' || error?.code === 'EROFS' || error?.code === 'EPERM')
		return `${error.path ?? 'A file'} cannot be written. Give yourself the right to write there, then run this again.`
	return `Something unforeseen went wrong: ${error?.message ?? error}`
}
