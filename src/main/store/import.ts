import type { Environment, EpochPoint, RunStatus } from '../../shared/runs.ts'
import type { Database } from './database.ts'
import { insertEpoch, insertPredictions } from './epochs.ts'
import { addGuesses, type StoredTest, type StoredWeights } from './results.ts'
import type { NewRun, RunStore } from './runs.ts'

/** A run that was over in another lab, checked and complete. */
export interface ArrivedRun extends NewRun {
	status: RunStatus
	problem: string | null
	ended: string | null
	note: string
	tags: string[]
	imported: string
	environment: Environment | null
	points: EpochPoint[]
	/** The one with the lowest validation loss. */
	best: EpochPoint | null
	weights: StoredWeights[]
	test: (StoredTest & { probabilities: Uint8Array }) | null
	predictions: { epoch: number; bytes: Uint8Array }[]
	/** Bytes; null where it was not weighed. */
	peakMemory: number | null
}

export type ImportStore = ReturnType<typeof importStore>

/** Where runs from other labs come in. */
export function importStore(database: Database, store: RunStore, wrote: (bytes: number) => void) {
	const place = database.prepare<[string], { run: number; removed: 0 | 1 }>(
		'SELECT id AS run, removed IS NOT NULL AS removed FROM runs WHERE uid = ?'
	)
	const settle = database.prepare(
		`UPDATE runs SET status = @status, problem = @problem, ended = @ended, note = @note, tags = @tags,
			imported = @imported, epochs_done = @done, seconds = @seconds, peak_memory = @peakMemory,
			best_epoch = @bestEpoch, best_val_loss = @bestLoss, best_val_accuracy = @bestAccuracy WHERE id = @run`
	)
	const addEnvironment = database.prepare('INSERT INTO environments (json) VALUES (?) ON CONFLICT (json) DO NOTHING')
	const setEnvironment = database.prepare(
		'UPDATE runs SET environment = (SELECT id FROM environments WHERE json = ?) WHERE id = ?'
	)
	const addEpoch = database.prepare(insertEpoch)
	const addWeights = database.prepare('INSERT INTO weights (run, epoch, spec, bytes) VALUES (?, ?, ?, ?)')
	const addPredictions = database.prepare(insertPredictions)
	const addTest = database.prepare(
		`INSERT INTO tests (run, epoch, loss, accuracy, correct, count, probabilities)
		VALUES (@run, @epoch, @loss, @accuracy, @correct, @count, @probabilities)`
	)
	const guess = database.prepare(addGuesses)

	return {
		/** The run that has this uid here, and whether it was removed. */
		placeOf(uid: string): { run: number; removed: boolean } | null {
			const found = place.get(uid)
			return found ? { run: found.run, removed: found.removed === 1 } : null
		},
		/** Keeps all of it or nothing, and answers its number here. */
		take: database.transaction((arrived: ArrivedRun): number => {
			const { points, best, environment, test } = arrived
			const run = store.add(arrived)
			settle.run({
				run,
				status: arrived.status,
				problem: arrived.problem,
				ended: arrived.ended,
				note: arrived.note,
				tags: JSON.stringify(arrived.tags),
				imported: arrived.imported,
				peakMemory: arrived.peakMemory,
				done: points.at(-1)?.epoch ?? 0,
				seconds: points.reduce((sum, { seconds }) => sum + seconds, 0),
				bestEpoch: best?.epoch ?? null,
				bestLoss: best?.valLoss ?? null,
				bestAccuracy: best?.valAccuracy ?? null
			})
			if (environment) {
				addEnvironment.run(JSON.stringify(environment))
				setEnvironment.run(JSON.stringify(environment), run)
			}
			for (const point of points) addEpoch.run({ run, ...point })
			for (const { epoch, spec, bytes } of arrived.weights) addWeights.run(run, epoch, JSON.stringify(spec), bytes)
			for (const { epoch, bytes } of arrived.predictions) addPredictions.run(run, epoch, bytes)
			if (test) {
				addTest.run({ run, ...test })
				guess.run(run)
			}
			const sizes = [...arrived.weights, ...arrived.predictions].map(({ bytes }) => bytes.length)
			wrote(sizes.reduce((sum, size) => sum + size, 0))
			return run
		})
	}
}
