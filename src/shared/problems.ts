import type { RecipeProblem } from './check.ts'

/** Everything a person can be told instead of an answer; the sentence is written where the problem is found. */
export type ProblemCode =
	| 'BAD_REQUEST'
	| 'BAD_RECIPE'
	| 'NO_SUCH_RUN'
	| 'NO_SUCH_PICTURE'
	| 'NO_SUCH_DATA'
	| 'NO_SUCH_STUDY'
	| 'NOT_NOW'
	| 'HOME_UNUSABLE'
	| 'NEWER_DATABASE'
	| 'BAD_DATA'
	| 'NO_BACKEND'
	| 'TRAINING_FAILED'

/** A problem for a person: the sentence says what is wrong and what to do, and every door shows it word for word. */
export class LabProblem extends Error {
	readonly code: ProblemCode
	/** For a recipe: where in the form each sentence belongs. */
	readonly fields: RecipeProblem[]
	constructor(code: ProblemCode, sentence: string, fields: RecipeProblem[] = []) {
		super(sentence)
		this.name = 'LabProblem'
		this.code = code
		this.fields = fields
	}
}

/** Of something that is asked for and is not there; the sentence is right through every door. */
export const noSuch = {
	run: (run: number) => new LabProblem('NO_SUCH_RUN', gone(`run ${run}`, 'runs')),
	picture: (picture: number) => new LabProblem('NO_SUCH_PICTURE', gone(`picture ${picture}`, 'pictures')),
	study: (study: number) => new LabProblem('NO_SUCH_STUDY', gone(`study ${study}`, 'studies')),
	data: (set: string) => new LabProblem('NO_SUCH_DATA', gone(`data set "${set}"`, 'data sets'))
}

const gone = (one: string, all: string) =>
	`There is no ${one}; it may have been deleted. The list of ${all} has those there are.`

/** What was said when something was thrown, whatever it is. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The first line of it: libraries add where they were. */
export const firstLineOf = (error: unknown): string => messageOf(error).split('\n')[0] ?? ''
