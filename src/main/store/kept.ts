import type { Database } from './database.ts'

/** Named numbers as they are kept: `bytes` is their float32 values one after another. */
export interface StoredTensors {
	spec: { name: string; shape: readonly number[] }[]
	bytes: Uint8Array
}

/** What a run that trains is kept with from now on, in place of what was kept before. */
export interface StoredKept {
	/** The last epoch that ended: its weights, and what else it takes to go on behind it. */
	epoch: number
	weights: StoredTensors
	state: StoredTensors
	/** Any JSON. */
	watch: unknown
	/** The best epoch until then; its weights unless they are the last ones or kept already. */
	best: { epoch: number; weights: StoredTensors | null } | null
}

/** Writes what is to be kept of a run in one transaction, so that a crash leaves the old or the new and never half of one. */
export function keptStore(database: Database) {
	const addWeights = database.prepare(
		'INSERT INTO weights (run, epoch, spec, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (run, epoch) DO NOTHING'
	)
	const dropWeights = database.prepare('DELETE FROM weights WHERE run = ? AND epoch NOT IN (?, ?)')
	const putCheckpoint = database.prepare(
		`INSERT INTO checkpoints (run, epoch, spec, bytes, watch) VALUES (?, ?, ?, ?, ?) ON CONFLICT (run) DO UPDATE SET
			epoch = excluded.epoch, spec = excluded.spec, bytes = excluded.bytes, watch = excluded.watch`
	)
	return database.transaction((run: number, { epoch, weights, state, watch, best }: StoredKept) => {
		addWeights.run(run, epoch, JSON.stringify(weights.spec), weights.bytes)
		if (best?.weights) addWeights.run(run, best.epoch, JSON.stringify(best.weights.spec), best.weights.bytes)
		dropWeights.run(run, epoch, best?.epoch ?? epoch)
		putCheckpoint.run(run, epoch, JSON.stringify(state.spec), state.bytes, JSON.stringify(watch))
	})
}
