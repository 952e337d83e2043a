import type { LabEvent, RunStatus } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { RunNews } from '../train/messages.ts'
import { packWeights } from './weights.ts'

/** What a run has come to. */
export interface Ending {
	status: RunStatus
	problem: string | null
}

/** Writes down what the training thread says of a run and tells everybody; answers how the run ended, once it has. */
export function recorder(store: RunStore, publish: (event: LabEvent) => void, now: () => string) {
	function tell(run: number) {
		const row = store.find(run)
		if (row) publish({ kind: 'run', run: row })
	}
	return (event: RunNews): Ending | null => {
		const { run } = event
		switch (event.kind) {
			case 'started':
				return null
			case 'progress':
				publish({ kind: 'progress', progress: { ...event.progress, run } })
				return null
			case 'epoch': {
				const kept = event.weights && packWeights(event.point.epoch, event.weights)
				store.addEpoch(run, event.point, event.best, kept)
				publish({ kind: 'epoch', run, point: event.point })
				tell(run)
				return null
			}
			case 'evaluating':
				store.setStatus(run, 'evaluating', null, now())
				tell(run)
				return null
			case 'finished': {
				const { probabilities, ...numbers } = event.test
				const bytes = new Uint8Array(probabilities.buffer, probabilities.byteOffset, probabilities.byteLength)
				const result = { ...numbers, epoch: event.epoch, probabilities: bytes }
				store.finish(run, result, packWeights(event.epoch, event.weights), now())
				return { status: 'finished', problem: null }
			}
			case 'stopped':
				if (event.last) store.keepWeights(run, packWeights(event.last.epoch, event.last.weights))
				return { status: 'stopped', problem: null }
			case 'failed':
				return { status: 'failed', problem: event.sentence }
		}
	}
}
