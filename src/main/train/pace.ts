import type { Progress } from '../../shared/runs.ts'

type Report = Pick<Progress, 'epoch' | 'epochs' | 'batch' | 'batches' | 'samplesPerSecond' | 'secondsLeft'>

export interface Pace {
	/** A report when the last one is at least 150 ms old, else null. `seen` counts this epoch's images so far. */
	due(epoch: number, batch: number, seen: number): Report | null
	now(epoch: number, batch: number, seen: number): Report
}

/**
 * Keeps the time: how fast training goes, and how long the rest will take if it goes on like this (`now` is in ms).
 * `done` epochs were trained before, and count for neither.
 */
export function pace(
	now: () => number,
	whole: { epochs: number; batches: number; images: number; done: number }
): Pace {
	const began = now()
	let last = began
	const report = (epoch: number, batch: number, seen: number): Report => {
		const seconds = (now() - began) / 1000
		const done = (epoch - 1 - whole.done) * whole.images + seen
		const left = (whole.epochs - whole.done) * whole.images - done
		return {
			epoch,
			epochs: whole.epochs,
			batch,
			batches: whole.batches,
			samplesPerSecond: seconds > 0 ? done / seconds : 0,
			// the first moments include what is done once, and would promise too long a wait
			secondsLeft: seconds > 0.5 ? (left * seconds) / done : null
		}
	}
	return {
		due(epoch, batch, seen) {
			if (now() - last < 150) return null
			last = now()
			return report(epoch, batch, seen)
		},
		now: report
	}
}
