import type { Database } from './database.ts'
import type { StoredWeights } from './results.ts'

export type ExportStore = ReturnType<typeof exportStore>

/** What only a whole run takes along when it is carried away. */
export function exportStore(database: Database) {
	const ended = database.prepare<[number], string | null>('SELECT ended FROM runs WHERE id = ?').pluck()
	const epochs = database.prepare<[number], number>('SELECT epoch FROM weights WHERE run = ? ORDER BY epoch').pluck()
	const weights = database.prepare<[number, number], { epoch: number; spec: string; bytes: Buffer }>(
		'SELECT epoch, spec, bytes FROM weights WHERE run = ? AND epoch = ?'
	)
	return {
		/** When it was over, ISO 8601, UTC. */
		ended: (run: number) => ended.get(run) ?? null,
		/** The epochs whose weights are kept. */
		weightEpochs: (run: number) => epochs.all(run),
		weightsAfter(run: number, epoch: number): StoredWeights | undefined {
			const found = weights.get(run, epoch)
			return found && { ...found, spec: JSON.parse(found.spec) as StoredWeights['spec'] }
		}
	}
}
