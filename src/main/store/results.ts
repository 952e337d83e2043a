import type { Database } from './database.ts'
import { floatsOf } from './floats.ts'
import type { StoredTensors } from './kept.ts'

export interface StoredTest {
	epoch: number
	loss: number
	accuracy: number
	correct: number
	count: number
}

/** The weights of an epoch. */
export interface StoredWeights extends StoredTensors {
	epoch: number
}

/** Notes the most likely class of each test image of a run. */
export const addGuesses =
	'INSERT INTO guesses SELECT run, most_likely(probabilities, length(probabilities) / 4 / count) FROM tests WHERE run = ?'

/** The validation accuracy of a run's judged weights, of each row of `runs`. */
export const judgedAccuracy =
	'(SELECT val_accuracy FROM epochs WHERE run = runs.id AND epoch = (SELECT epoch FROM tests WHERE run = runs.id))'

/** What runs have learned and answered: read long after, by pages, exports and statistics. */
export function resultStore(database: Database) {
	const test = database.prepare<[number], StoredTest>(
		'SELECT epoch, loss, accuracy, correct, count FROM tests WHERE run = ?'
	)
	const probabilities = database.prepare<[number], { probabilities: Buffer }>(
		'SELECT probabilities FROM tests WHERE run = ?'
	)
	const predicted = database.prepare<[number], Buffer>('SELECT predicted FROM guesses WHERE run = ?').pluck()
	const predictedEpochs = database
		.prepare<[number], number>('SELECT epoch FROM predictions WHERE run = ? ORDER BY epoch')
		.pluck()
	const predictions = database
		.prepare<[number, number], Buffer>('SELECT bytes FROM predictions WHERE run = ? AND epoch = ?')
		.pluck()
	// those the test was made with, else the newest
	const weights = database.prepare<[{ run: number }], { epoch: number; spec: string; bytes: Buffer }>(
		`SELECT epoch, spec, bytes FROM weights WHERE run = @run
		ORDER BY epoch IS (SELECT epoch FROM tests WHERE run = @run) DESC, epoch DESC LIMIT 1`
	)
	const weightsEpoch = database
		.prepare<[{ run: number }], number>(
			`SELECT epoch FROM weights WHERE run = @run
			ORDER BY epoch IS (SELECT epoch FROM tests WHERE run = @run) DESC, epoch DESC LIMIT 1`
		)
		.pluck()
	const guesses = database.prepare<
		[{ place: number; key: string; before: number; limit: number }],
		{ run: number; name: string; guess: Buffer }
	>(
		`SELECT run, name, substr(predicted, @place, 1) AS guess FROM guesses JOIN runs ON runs.id = run
			JOIN recipes ON recipes.id = recipe
		WHERE removed IS NULL AND test_key = @key AND run < @before ORDER BY run DESC LIMIT @limit`
	)

	const judged = database
		.prepare<[string], number>(
			`SELECT count(*) FROM runs JOIN recipes ON recipes.id = recipe
			WHERE status = 'finished' AND removed IS NULL AND test_key = ?`
		)
		.pluck()
	const oneLayer = database
		.prepare<[string], number>(
			`SELECT runs.id FROM runs JOIN recipes ON recipes.id = recipe
			WHERE status = 'finished' AND removed IS NULL AND preset = 'slp' AND test_key = ?
				-- labs before let a run be called so whatever its layers were
				AND json_array_length(recipes.json, '$.layers') = 1
			ORDER BY ${judgedAccuracy} DESC, runs.id DESC LIMIT 1`
		)
		.pluck()
	const ofRecipe = database
		.prepare<[string], number>(
			`SELECT runs.id FROM runs JOIN recipes ON recipes.id = recipe
			WHERE hash = ? AND removed IS NULL AND (status IN ('finished', 'queued', 'training', 'evaluating')
				OR EXISTS (SELECT 1 FROM checkpoints WHERE checkpoints.run = runs.id))
			ORDER BY status = 'finished' DESC, status IN ('queued', 'training', 'evaluating') DESC, runs.id DESC LIMIT 1`
		)
		.pluck()
	const valAccuracy = database
		.prepare<[number, number], number | null>('SELECT val_accuracy FROM epochs WHERE run = ? AND epoch = ?')
		.pluck()

	return {
		/** How many finished runs were judged by the test images that this key names. */
		judgedBy: (key: string) => judged.get(key) ?? 0,
		/** The finished run of the preset slp with the best validation accuracy among those judged by these images. */
		oneLayer: (key: string) => oneLayer.get(key),
		/** The run with this recipe that has come farthest: finished, on its way, or cut off where it can go on. */
		ofRecipe: (hash: string) => ofRecipe.get(hash),
		/** After an epoch; null without validation images. */
		valAccuracy: (run: number, epoch: number) => valAccuracy.get(run, epoch) ?? null,
		test: (run: number) => test.get(run),
		/** Of the test images, images × classes float32; undefined before the test. */
		probabilities(run: number): Float32Array | undefined {
			const found = probabilities.get(run)
			return found && floatsOf(found.probabilities)
		},
		/** The most likely class of each test image; undefined before the test. */
		predicted: (run: number): Uint8Array | undefined => predicted.get(run),
		/** The epochs after which the answers to the validation images were kept. */
		predictedEpochs: (run: number) => predictedEpochs.all(run),
		/** Classes, then certainties in 1/255, a byte each. */
		predictions: (run: number, epoch: number): Uint8Array | undefined => predictions.get(run, epoch),
		/** The weights the run was judged with, else its newest; undefined before its first epoch has ended. */
		weights(run: number): StoredWeights | undefined {
			const found = weights.get({ run })
			return found && { ...found, spec: JSON.parse(found.spec) as StoredWeights['spec'] }
		},
		/** The epoch they are of, without reading them. */
		weightsEpoch: (run: number) => weightsEpoch.get({ run }),
		/** What finished runs that are judged by the same images, numbered below `before`, took one for, newest first. */
		guesses: (key: string, image: number, before: number, limit: number) =>
			guesses.all({ key, place: image + 1, before, limit }).map((row) => ({ ...row, guess: row.guess[0] ?? 0 }))
	}
}
