import { factsOf } from '../../shared/dataset.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import type { RunStore } from '../store/runs.ts'
import type { Asked } from './examiner-thread.ts'
import { unpackWeights } from './weights.ts'

/** A run's network as the examiner asks for it. Throws a LabProblem when the run is gone or has learned nothing yet. */
export function networkOf(store: RunStore, run: number): Asked {
	if (!store.has(run)) throw noSuch.run(run)
	const epoch = store.weightsEpoch(run)
	if (epoch === undefined)
		throw new LabProblem('NOT_NOW', `Run ${run} has no weights yet: they are kept when an epoch ends.`)
	return {
		key: `${store.uid(run)} ${epoch}`,
		network() {
			const kept = store.weights(run)
			if (!kept) throw new LabProblem('NO_SUCH_RUN', `Run ${run} was deleted meanwhile. Choose another to answer.`)
			const { layers, data } = store.recipe(run).recipe
			return { layers, image: factsOf(data).image, weights: unpackWeights(kept) }
		}
	}
}
