import { runColour } from '../../shared/run-colour.ts'

/** How the lines of a run are dashed, as lengths of dashes and gaps; none is a solid line. */
export interface Dashes {
	training: readonly number[]
	validation: readonly number[]
	/** Whether another run that is shown has the colour as well. */
	isShared: boolean
}

/** Of runs that share a colour, the first looks as usual. */
const patterns = [
	{ training: [], validation: [5, 4] },
	{ training: [14, 4], validation: [2, 3] },
	{ training: [14, 4, 2, 4], validation: [7, 3, 2, 3] }
] as const

/** A colour stays with its run, so two that are shown may have the same: their lines are dashed in different ways then. */
export function runDashes(runs: readonly number[]): (run: number) => Dashes {
	return (run) => {
		const alike = runs.filter((one) => runColour(one).token === runColour(run).token)
		const pattern = patterns[Math.max(0, alike.indexOf(run)) % patterns.length] ?? patterns[0]
		return { ...pattern, isShared: alike.length > 1 }
	}
}
