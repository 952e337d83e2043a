import { plural } from '../../shared/format.ts'
import type { RunRow } from '../../shared/runs.ts'

/** Why a run ended before its time, in a sentence; null for one that did not. */
export function sayEnding(run: RunRow): string | null {
	const when = `after ${plural(run.epochsDone, 'epoch')} of ${run.epochs}`
	const on = run.resumable ? ' It can go on where it was, as if nothing had been between.' : ''
	switch (run.status) {
		case 'failed':
			return `${run.problem ?? 'The training failed.'}${on}`
		case 'interrupted':
			return `The lab ended while this run was training, ${when}. Every epoch that had ended is kept here.${on}`
		case 'stopped':
			return run.epochsDone === 0
				? 'Stopped before its first epoch had ended.'
				: `Stopped ${when}. What it had learned until then is kept.${on}`
		case 'queued':
		case 'training':
		case 'evaluating':
		case 'finished':
			return null
	}
}
