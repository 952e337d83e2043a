import { buffersIn } from '../../shared/handed-over.ts'
import { LabProblem, firstLineOf } from '../../shared/problems.ts'
import type { Judged, Trained, TrainEvent } from './engine.ts'
import type { Weight } from './initial.ts'
import { keeping } from './keeping.ts'
import type { Kept } from './kept.ts'
import type { TrainerEvent } from './messages.ts'

/** `moved` are the event's buffers that need not be copied: nobody looks at them here any more. */
export type Say = (event: TrainerEvent, moved?: ArrayBuffer[]) => void

/** What the thread reads of its machine: a time in ms, and the bytes that the whole process holds. */
export interface Gauges {
	readonly now: () => number
	readonly memory: () => number
}

/** Tells of one run while it trains, in the words of messages.ts. */
export interface Account {
	begin(): void
	/** Says so, at most once a second. */
	readonly alive: () => void
	tell(event: TrainEvent): void
	/** Judges what training came to (null: it was stopped) by `count` test images, and tells how the run ended. */
	judge(trained: Trained | null, count: number, test: (weights: Weight[]) => Judged | null): void
	stopped(): void
	failed(error: unknown): void
}

/** `best` is the best epoch of those that were trained before; `together` runs are told of. */
export function accountOf(run: number, best: Trained | null, say: Say, { now, memory }: Gauges, together = 1): Account {
	const keeper = keeping(now, best, together)
	let peakMemory = 0
	let said = now()

	function keep(kept: Kept | null) {
		if (kept) say({ kind: 'epochs', run, kept }, buffersIn(kept))
	}

	function stopped() {
		keep(keeper.rest())
		say({ kind: 'stopped', run })
	}

	return {
		alive() {
			if (now() - said < 1000) return
			said = now()
			say({ kind: 'alive', run })
		},
		begin: () => say({ kind: 'started', run }),
		tell(event) {
			peakMemory = Math.max(peakMemory, memory())
			if (event.kind === 'progress') {
				say({ ...event, run })
				return
			}
			const { checkpoint, point, best, predictions } = event
			keeper.take(checkpoint, { point, best, predictions, peakMemory })
			keep(keeper.due())
		},
		judge(trained, count, test) {
			if (!trained) {
				stopped()
				return
			}
			keep(keeper.rest())
			say({ kind: 'evaluating', run })
			const judged = test(trained.weights)
			if (!judged) {
				stopped()
				return
			}
			if (!Number.isFinite(judged.loss)) throw new LabProblem('TRAINING_FAILED', blownUp)
			const outcome = { ...judged, correct: Math.round(judged.accuracy * count), count }
			say({ kind: 'finished', run, epoch: trained.epoch, test: outcome }, buffersIn(outcome))
		},
		stopped,
		failed(error) {
			keep(keeper.rest())
			say({ kind: 'failed', run, sentence: sentenceOf(error), surely: error instanceof LabProblem })
		}
	}
}

const blownUp =
	'After the last step the network answers with what is no number: the steps were too large. Lower the learning rate and train again.'

/** A problem in its own words; a fault of the library or of ours with what it said, so that it can be reported. */
export const sentenceOf = (error: unknown) =>
	error instanceof LabProblem ? error.message : `TensorFlow gave up: ${firstLineOf(error)}`
