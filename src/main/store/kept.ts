import type { EndedEpoch } from '../../shared/runs.ts'
import type { Database } from './database.ts'
import { epochAdder } from './epochs.ts'

/** Named numbers as they are kept: `bytes` is their float32 values one after another. */
export interface StoredTensors {
	spec: { name: string; shape: readonly number[] }[]
	bytes: Uint8Array
}

/** What a run that trains is kept with from now on, in place of what was kept before. */
export interface StoredKept {
	/** Those that have ended since the last time, in their order. */
	ended: EndedEpoch[]
	/** The last epoch that ended: its weights, and what else it takes to go on behind it. */
	epoch: number
	weights: StoredTensors
	state: StoredTensors
	/** Any JSON. */
	watch: unknown
	/** The best epoch until then; its weights unless they are the last ones or kept already. */
	best: { epoch: number; weights: StoredTensors | null } | null
}

/** Where a run that was cut off goes on. */
export interface StoredStart {
	epoch: number
	weights: StoredTensors
	state: StoredTensors
	watch: unknown
	best: { epoch: number; weights: StoredTensors } | null
}

interface Row {
	spec: string
	bytes: Buffer
}

/** What is large of runs that train and were cut off: megabytes at a time, for a thread that has the time. */
export function keptStore(database: Database) {
	const add = epochAdder(database)
	const addWeights = database.prepare(
		'INSERT INTO weights (run, epoch, spec, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (run, epoch) DO NOTHING'
	)
	const dropWeights = database.prepare('DELETE FROM weights WHERE run = ? AND epoch NOT IN (?, ?)')
	const putCheckpoint = database.prepare(
		`INSERT INTO checkpoints (run, epoch, spec, bytes, watch) VALUES (?, ?, ?, ?, ?) ON CONFLICT (run) DO UPDATE SET
			epoch = excluded.epoch, spec = excluded.spec, bytes = excluded.bytes, watch = excluded.watch`
	)
	const checkpoint = database.prepare<[number], Row & { epoch: number; watch: string; best: number | null }>(
		`SELECT epoch, spec, bytes, watch, best_epoch AS best FROM checkpoints JOIN runs ON runs.id = run WHERE run = ?`
	)
	const weights = database.prepare<[number, number], Row>('SELECT spec, bytes FROM weights WHERE run = ? AND epoch = ?')

	function weightsAfter(run: number, epoch: number): StoredTensors {
		const found = weights.get(run, epoch)
		if (!found) throw new Error(`the weights of run ${run} after epoch ${epoch} are gone`)
		return tensorsOf(found)
	}

	const keep = database.transaction((run: number, { ended, epoch, weights, state, watch, best }: StoredKept) => {
		for (const one of ended) add(run, one)
		addWeights.run(run, epoch, JSON.stringify(weights.spec), weights.bytes)
		if (best?.weights) addWeights.run(run, best.epoch, JSON.stringify(best.weights.spec), best.weights.bytes)
		dropWeights.run(run, epoch, best?.epoch ?? epoch)
		putCheckpoint.run(run, epoch, JSON.stringify(state.spec), state.bytes, JSON.stringify(watch))
	})

	return {
		/** Epochs, and all it takes to go on behind them, in one transaction: a crash leaves the old or the new, never half of one. */
		keep: (run: number, kept: StoredKept) => keep.immediate(run, kept),
		/** Where the run goes on; null for one that starts from its seed. To be asked once it was rewound to its checkpoint. */
		start(run: number): StoredStart | null {
			const found = checkpoint.get(run)
			if (!found) return null
			const { epoch, best } = found
			return {
				epoch,
				weights: weightsAfter(run, epoch),
				state: tensorsOf(found),
				watch: JSON.parse(found.watch) as unknown,
				best: best === null ? null : { epoch: best, weights: weightsAfter(run, best) }
			}
		}
	}
}

/** With bytes of their own, which can be handed to another thread. */
const tensorsOf = ({ spec, bytes }: Row): StoredTensors => ({
	spec: JSON.parse(spec) as StoredTensors['spec'],
	bytes: new Uint8Array(bytes)
})
