import { unlike } from '../../shared/environment.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Twin } from '../../shared/twins.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { RunStore } from '../store/runs.ts'

/** Whether the other finished runs of a run's recipe came to the same. Throws a LabProblem for a run that is not there or not finished. */
export function twins(store: RunStore, checkpoints: Checkpoints): (run: number) => Promise<Twin[]> {
	return async (run) => {
		const row = store.find(run)
		if (!row) throw new LabProblem('NO_SUCH_RUN', `There is no run ${run}. "runs" lists those there are.`)
		if (row.status !== 'finished')
			throw new LabProblem('NOT_NOW', `Run ${run} is ${row.status}: only what is finished can be compared.`)
		const compared = await checkpoints.compare(run, store.twins(run))
		const here = store.environment(run)
		return compared.map(({ run: other, bits, apart, otherwise, images }) => {
			const there = store.environment(other)
			return {
				run: other,
				name: store.find(other)?.name ?? '',
				same: bits ? 'bits' : { apart, otherwise, images },
				unlike: here && there ? unlike(here, there) : []
			}
		})
	}
}
