import { plural } from '../../shared/format.ts'
import type { RunRow } from '../../shared/runs.ts'

/** Why a run ended before its time, in a sentence; null for one that did not. */
export function sayEnding(run: RunRow): string | null {
	const when = `after ${plural(run.epochsDone, 'epoch')} of ${run.epochs}`
	switch (run.status) {
		case 'failed':
			return run.problem ?? 'The training failed.'
		case 'interrupted':
			return `The lab ended while this run was training, ${when}. Every epoch that had ended is kept here.`
		case 'stopped':
			return run.epochsDone === 0
				? 'Stopped before its first epoch had ended.'
				: `Stopped ${when}. What it had learned until then is kept.`
		case 'queued':
		case 'training':
		case 'evaluating':
		case 'finished':
			return null
	}
}
