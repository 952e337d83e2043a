import { setImmediate } from 'node:timers/promises'
import { saysHowSure, type BinRule, type Calibration } from '../../shared/calibration.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import { placesOf } from '../data/places.ts'
import { calibration } from '../judge/calibration.ts'
import { noCertainty, weigh } from '../judge/certainty.ts'
import type { RunStore } from '../store/runs.ts'
import { truthReader } from './truth.ts'
import type { World } from './world.ts'

const portion = 1000

/** Answers whether a run is as sure as it should be, from what it once answered to the test images. Throws LabProblems. */
export function calibrations(world: World, store: RunStore) {
	const truth = truthReader(placesOf(world))
	return async (run: number, rule: BinRule): Promise<Calibration> => {
		if (!store.find(run)) throw noSuch.run(run)
		const probabilities = store.probabilities(run)
		if (!probabilities)
			throw new LabProblem(
				'NOT_NOW',
				`Run ${run} has not looked at the test images, so nobody knows whether it is as sure as it should be; that happens when it finishes.`
			)
		const { recipe } = store.recipe(run)
		if (!saysHowSure(recipe.layers))
			throw new LabProblem(
				'NOT_NOW',
				`Run ${run} does not answer with shares between 0 and 1, so it cannot say how sure it is: train it with softmax in its last layer.`
			)
		const labels = await truth(recipe.data)
		const certainty = noCertainty(labels.length)
		// the first time, before it has been compiled, the whole would hold up everybody else for 20 ms
		for (let from = 0; from < labels.length; from += portion) {
			weigh(certainty, probabilities, labels, from, from + portion)
			await setImmediate()
		}
		return calibration(run, certainty, rule)
	}
}
