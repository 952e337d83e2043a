import { LabProblem } from '../../shared/problems.ts'
import type { Answering } from '../../shared/pictures.ts'
import type { Asked } from '../runs/examiner-thread.ts'
import { networkOf } from '../runs/networks.ts'
import { validationInterval } from '../runs/proven.ts'
import type { RunStore } from '../store/runs.ts'

/** So many runs are looked at. */
const mostLooked = 50

/**
 * Who answers when nobody is named: of the runs with a star, else of all, the one whose validation accuracy is at least
 * the highest, by Wilson's interval: 100 % of ten images say less than 98 % of ten thousand. Null before the first run has
 * finished.
 */
export function usualAnswering(runs: Pick<RunStore, 'toAnswer' | 'recipe'>): Answering | null {
	const able = runs.toAnswer(mostLooked)
	const [first] = able
	if (!first) return null
	const [best] = able
		.filter(({ starred, archived }) => starred === first.starred && archived === first.archived)
		.map(({ id, valAccuracy }) => ({ id, least: validationInterval(runs.recipe(id).recipe, valAccuracy)?.low ?? 0 }))
		.sort((one, other) => other.least - one.least)
	return best ? { runs: [best.id], ensemble: false } : null
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
