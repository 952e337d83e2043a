import { saysHowSure, type BinRule, type Calibration } from '../../shared/calibration.ts'
import { LabProblem } from '../../shared/problems.ts'
import { readTestLabels } from '../data/mnist.ts'
import { calibration } from '../judge/calibration.ts'
import type { RunStore } from '../store/runs.ts'
import type { World } from './world.ts'

/** Answers whether a run is as sure as it should be, from what it once answered to the test images. Throws LabProblems. */
export function calibrations(world: World, store: RunStore) {
	let labels: Uint8Array | undefined
	return (run: number, rule: BinRule): Calibration => {
		if (!store.find(run)) throw new LabProblem('NO_SUCH_RUN', `There is no run ${run}. "runs" lists those there are.`)
		const probabilities = store.probabilities(run)
		if (!probabilities)
			throw new LabProblem(
				'NOT_NOW',
				`Run ${run} has not looked at the test images, so nobody knows whether it is as sure as it should be; that happens when it finishes.`
			)
		if (!saysHowSure(store.recipe(run).recipe.layers))
			throw new LabProblem(
				'NOT_NOW',
				`Run ${run} does not answer with shares between 0 and 1, so it cannot say how sure it is: train it with softmax in its last layer.`
			)
		labels ??= readTestLabels(world.dataFolder)
		return calibration(run, probabilities, labels, rule)
	}
}
