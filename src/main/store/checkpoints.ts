import type { Database } from './database.ts'

/** How runs that were cut off get back to their checkpoint; `kept.ts` writes and reads what is large. */
export function checkpointStore(database: Database) {
	const forget = database.prepare('DELETE FROM checkpoints WHERE run = ?')
	const after = 'run = @run AND epoch > coalesce((SELECT epoch FROM checkpoints WHERE run = @run), 0)'
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

	return {
		/** Lets go of the epochs behind the checkpoint (of all where there is none), which are trained again, and puts the run into the queue. */
		rewind: database.transaction((run: number) => {
			for (const statement of dropAfter) statement.run({ run })
			recount.run({ run })
			wait.run(run)
		}),
		/** The run cannot go on any more, or need not. */
		forget: (run: number) => void forget.run(run)
	}
}
