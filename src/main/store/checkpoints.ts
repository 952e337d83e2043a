import type { Database } from './database.ts'
import type { StoredTensors } from './kept.ts'

export interface StoredEpochWeights {
	epoch: number
	weights: StoredTensors
}

/** Where a run that was cut off goes on. */
export interface StoredStart extends StoredEpochWeights {
	state: StoredTensors
	watch: unknown
	best: StoredEpochWeights | null
}

interface Packed {
	spec: string
	bytes: Buffer
}

const tensorsOf = ({ spec, bytes }: Packed): StoredTensors => ({
	spec: JSON.parse(spec) as StoredTensors['spec'],
	bytes
})

/** What runs that were cut off go on from; `kept.ts` has written it. */
export function checkpointStore(database: Database) {
	const checkpoint = database.prepare<[number], Packed & { epoch: number; watch: string }>(
		'SELECT epoch, spec, bytes, watch FROM checkpoints WHERE run = ?'
	)
	const weights = database.prepare<[number, number], Packed>(
		'SELECT spec, bytes FROM weights WHERE run = ? AND epoch = ?'
	)
	const bestEpoch = database.prepare<[number], number | null>('SELECT best_epoch FROM runs WHERE id = ?').pluck()
	const forget = database.prepare('DELETE FROM checkpoints WHERE run = ?')
	const after = 'run = @run AND epoch > (SELECT epoch FROM checkpoints WHERE run = @run)'
	const dropAfter = ['epochs', 'predictions', 'weights'].map((table) =>
		database.prepare(`DELETE FROM ${table} WHERE ${after}`)
	)
	// best is the lowest loss, the first of equals: as train/watch.ts has it
	const recount = database.prepare(
		`UPDATE runs SET
			(epochs_done, seconds) = (SELECT coalesce(max(epoch), 0), total(seconds) FROM epochs WHERE run = @run),
			(best_epoch, best_val_loss, best_val_accuracy) = (SELECT epoch, val_loss, val_accuracy FROM epochs
				WHERE run = @run AND val_loss IS NOT NULL ORDER BY val_loss, epoch LIMIT 1)
		WHERE id = @run`
	)
	const wait = database.prepare("UPDATE runs SET status = 'queued', problem = NULL, ended = NULL WHERE id = ?")

	function weightsAfter(run: number, epoch: number): StoredEpochWeights {
		const found = weights.get(run, epoch)
		if (!found) throw new Error(`the weights of run ${run} after epoch ${epoch} are gone`)
		return { epoch, weights: tensorsOf(found) }
	}

	return {
		/** Where the run goes on; undefined for one that starts from its seed. To be asked after `rewind`. */
		start(run: number): StoredStart | undefined {
			const found = checkpoint.get(run)
			if (!found) return undefined
			const best = bestEpoch.get(run) ?? null
			return {
				...weightsAfter(run, found.epoch),
				state: tensorsOf(found),
				watch: JSON.parse(found.watch) as unknown,
				best: best === null ? null : weightsAfter(run, best)
			}
		},
		/** Lets go of the epochs behind the checkpoint, which are trained again, and puts the run into the queue. */
		rewind: database.transaction((run: number) => {
			for (const statement of dropAfter) statement.run({ run })
			recount.run({ run })
			wait.run(run)
		}),
		/** The run cannot go on any more, or need not. */
		forget: (run: number) => void forget.run(run)
	}
}
