import { LabProblem } from '../../../shared/problems.ts'

/** What to say when the system does not let a file be written; `what` ("folder") is named with `flag`. Faults that are not the system's stay as they are. */
export function writeProblem(path: string, error: unknown, what: string, flag: string): unknown {
	const code = codeOf(error)
	if (code === null) return error
	if (code === 'ENOSPC' || code === 'EDQUOT')
		return new LabProblem(
			'NOT_NOW',
			`${path} could not be written: the disk is full. Make room there, or name another ${what} with ${flag}.`
		)
	return new LabProblem(
		'BAD_REQUEST',
		`${path} cannot be written (${code}). Name a ${what} you may write to with ${flag}.`
	)
}

/** "ENOSPC"; null for what the system has not said. */
export function codeOf(error: unknown): string | null {
	const code = error instanceof Error && 'code' in error ? error.code : null
	return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null
}
