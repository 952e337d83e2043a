import { percent } from '../../shared/format.ts'
import type { RunRow } from '../../shared/runs.ts'

/** What has become of a run, for somebody who listens. */
export function sayStatus(run: RunRow): string {
	switch (run.status) {
		case 'queued':
			return `${run.name} waits for its turn.`
		case 'training':
			return `${run.name} is training.`
		case 'evaluating':
			return `${run.name} is being tested.`
		case 'finished':
			return `${run.name} has finished: test accuracy ${percent(run.testAccuracy)}.`
		case 'stopped':
			return `${run.name} was stopped after ${run.epochsDone} of ${run.epochs} epochs.`
		case 'failed':
			return `${run.name} has failed. ${run.problem ?? ''}`
		case 'interrupted':
			return `${run.name} was interrupted.`
	}
}
