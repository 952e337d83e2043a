import { isOver, type Progress, type RunRow } from '../../shared/runs.ts'
import { roughly } from '../../shared/format.ts'

export interface Standing {
	words: string
	/** From 0 to 1, of the whole training. */
	share: number
	left: string
}

/** Where a live run is, in words and as a share; null where its progress has not arrived yet. */
export function standing(run: RunRow, mine: Progress | null): Standing {
	const left = mine && mine.secondsLeft !== null ? `${roughly(mine.secondsLeft)} left` : ''
	if (run.status === 'evaluating' || mine?.phase === 'testing') return { words: 'testing', share: 1, left: '' }
	if (run.status === 'queued') return { words: 'waiting', share: 0, left: '' }
	if (isOver(run.status)) return { words: run.status, share: 1, left: '' }
	if (!mine) return { words: `epoch ${run.epochsDone + 1} of ${run.epochs}`, share: run.epochsDone / run.epochs, left }
	const within = mine.batches > 0 ? mine.batch / mine.batches : 0
	const share = (mine.epoch - 1 + within) / mine.epochs
	return { words: `epoch ${mine.epoch} of ${mine.epochs}`, share, left }
}
