import { LabProblem } from '../../shared/problems.ts'
import type { Answering } from '../../shared/pictures.ts'
import type { Asked } from '../runs/examiner-thread.ts'
import { networkOf } from '../runs/networks.ts'
import type { RunStore } from '../store/runs.ts'

/** Who answers when nobody is named; null before the first run has finished. */
export function usualAnswering(runs: RunStore): Answering | null {
	const run = runs.toAnswer()
	return run === undefined ? null : { runs: [run], ensemble: false }
}

/** The networks of those who answer, each run once. Throws a LabProblem that says what to do when there is none. */
export function whoAnswers(runs: RunStore, given: Answering | null): { answering: Answering; networks: Asked[] } {
	const chosen = given ?? usualAnswering(runs)
	if (!chosen)
		throw new LabProblem(
			'NOT_NOW',
			'No network has learned to read digits yet: train one first. "lab train mlp-64" makes one in a few minutes.'
		)
	const answering = { ...chosen, runs: [...new Set(chosen.runs)] }
	const other = answering.runs.map((run) => runs.find(run)).find((row) => row && !row.readsDigits)
	if (other)
		throw new LabProblem(
			'BAD_REQUEST',
			`Run ${other.id} has learned ${other.dataName}, not all ten digits in 28 × 28 pixels, so it cannot read pictures. Choose a run that has.`
		)
	return { answering, networks: answering.runs.map((run) => networkOf(runs, run)) }
}
