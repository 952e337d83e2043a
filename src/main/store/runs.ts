import type { Recipe } from '../../shared/recipe.ts'
import { isOver, type Environment, type EpochPoint, type RunRow, type RunStatus } from '../../shared/runs.ts'
import type { Database } from './database.ts'

export interface NewRun {
	uid: string
	name: string
	preset: string | null
	recipe: Recipe
	/** Words and numbers derived from the recipe, so that a list of thousands need not parse it. */
	hash: string
	network: string
	settings: string
	likeness: string
	parameters: number
	created: string
}

export interface StoredTest {
	epoch: number
	loss: number
	accuracy: number
	correct: number
	count: number
}

/** Named weights and their values, as they are kept: `bytes` is the float32 values one after another. */
export interface StoredWeights {
	epoch: number
	spec: { name: string; shape: readonly number[] }[]
	bytes: Uint8Array
}

export type RunStore = ReturnType<typeof runStore>

const row = `
	SELECT runs.id, name, preset, network, settings, likeness, status, problem, parameters, recipes.epochs AS epochs,
		epochs_done AS epochsDone, best_epoch AS bestEpoch, best_val_accuracy AS valAccuracy,
		tests.accuracy AS testAccuracy, tests.loss AS testLoss, seconds, created
	FROM runs JOIN recipes ON recipes.id = runs.recipe LEFT JOIN tests ON tests.run = runs.id`

/** The runs in the database. Each method is one transaction: it happens wholly or not at all. `wrote` hears of large ones. */
export function runStore(database: Database, wrote: (bytes: number) => void) {
	const list = database.prepare<[], RunRow>(`${row} ORDER BY runs.id DESC`)
	const one = database.prepare<[number], RunRow>(`${row} WHERE runs.id = ?`)
	const recipeOf = database.prepare<[number], { json: string; hash: string }>(
		'SELECT json, hash FROM recipes JOIN runs ON runs.recipe = recipes.id WHERE runs.id = ?'
	)
	const environmentOf = database.prepare<[number], { json: string }>(
		'SELECT json FROM environments JOIN runs ON runs.environment = environments.id WHERE runs.id = ?'
	)
	const points = database.prepare<[number], EpochPoint>(
		`SELECT epoch, loss, accuracy, val_loss AS valLoss, val_accuracy AS valAccuracy, learning_rate AS learningRate, seconds
		FROM epochs WHERE run = ? ORDER BY epoch`
	)
	const test = database.prepare<[number], StoredTest>(
		'SELECT epoch, loss, accuracy, correct, count FROM tests WHERE run = ?'
	)
	const probabilities = database.prepare<[number], { probabilities: Buffer }>(
		'SELECT probabilities FROM tests WHERE run = ?'
	)
	const addRecipe = database.prepare(
		`INSERT INTO recipes (hash, json, network, settings, likeness, parameters, epochs)
		VALUES (@hash, @json, @network, @settings, @likeness, @parameters, @epochs) ON CONFLICT (hash) DO NOTHING`
	)
	const addRun = database.prepare(
		`INSERT INTO runs (uid, name, preset, recipe, status, created)
		VALUES (@uid, @name, @preset, (SELECT id FROM recipes WHERE hash = @hash), 'queued', @created)`
	)
	const addEpoch = database.prepare(
		`INSERT INTO epochs (run, epoch, loss, accuracy, val_loss, val_accuracy, learning_rate, seconds)
		VALUES (@run, @epoch, @loss, @accuracy, @valLoss, @valAccuracy, @learningRate, @seconds)`
	)
	const countEpoch = database.prepare(
		'UPDATE runs SET epochs_done = @epoch, seconds = seconds + @seconds WHERE id = @run'
	)
	const markBest = database.prepare(
		'UPDATE runs SET best_epoch = @epoch, best_val_loss = @valLoss, best_val_accuracy = @valAccuracy WHERE id = @run'
	)
	const addWeights = database.prepare(
		'INSERT INTO weights (run, epoch, spec, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (run, epoch) DO NOTHING'
	)
	const dropWeights = database.prepare(
		`DELETE FROM weights WHERE run = @run AND epoch < (SELECT max(epoch) FROM weights WHERE run = @run)
		AND epoch IS NOT (SELECT best_epoch FROM runs WHERE id = @run)`
	)
	const addTest = database.prepare(
		`INSERT INTO tests (run, epoch, loss, accuracy, correct, count, probabilities)
		VALUES (@run, @epoch, @loss, @accuracy, @correct, @count, @probabilities)`
	)
	const addEnvironment = database.prepare('INSERT INTO environments (json) VALUES (?) ON CONFLICT (json) DO NOTHING')
	const setEnvironment = database.prepare(
		'UPDATE runs SET environment = (SELECT id FROM environments WHERE json = ?) WHERE id = ?'
	)
	const setStatus = database.prepare('UPDATE runs SET status = ?, problem = ?, ended = ? WHERE id = ?')
	const remove = database.prepare('DELETE FROM runs WHERE id = ?')
	const abandoned = database.prepare<[], { id: number }>(
		"SELECT id FROM runs WHERE status IN ('training', 'evaluating')"
	)
	const waiting = database.prepare<[], { id: number }>("SELECT id FROM runs WHERE status = 'queued' ORDER BY id")

	/** Keeps these weights and lets go of those that are neither the last nor the best any more. */
	function keep(run: number, { epoch, spec, bytes }: StoredWeights) {
		addWeights.run(run, epoch, JSON.stringify(spec), bytes)
		dropWeights.run({ run })
		wrote(bytes.length)
	}

	return {
		/** Newest first. */
		list: () => list.all(),
		find: (run: number) => one.get(run),
		points: (run: number) => points.all(run),
		test: (run: number) => test.get(run),
		/** Of the test images, images × classes float32; undefined before the test. */
		probabilities(run: number): Float32Array | undefined {
			const found = probabilities.get(run)
			// a copy: a blob from the database need not start where a float may
			return found && new Float32Array(Uint8Array.from(found.probabilities).buffer)
		},
		/** Throws when there is no such run: whoever asks has found it. */
		recipe(run: number): { recipe: Recipe; recipeHash: string } {
			const found = recipeOf.get(run)
			if (!found) throw new Error(`run ${run} has no recipe`)
			return { recipe: JSON.parse(found.json) as Recipe, recipeHash: found.hash }
		},
		environment(run: number): Environment | null {
			const found = environmentOf.get(run)
			return found ? (JSON.parse(found.json) as Environment) : null
		},
		/** Runs that wait for their turn, the first first. */
		queued: () => waiting.all().map(({ id }) => id),
		add: database.transaction((run: NewRun): number => {
			addRecipe.run({ ...run, json: JSON.stringify(run.recipe), epochs: run.recipe.epochs })
			return Number(addRun.run(run).lastInsertRowid)
		}),
		begin: database.transaction((run: number, environment: Environment) => {
			const json = JSON.stringify(environment)
			addEnvironment.run(json)
			setEnvironment.run(json, run)
			setStatus.run('training', null, null, run)
		}),
		/** An epoch that ended, with its weights where they came along. */
		addEpoch: database.transaction((run: number, point: EpochPoint, best: boolean, kept: StoredWeights | null) => {
			addEpoch.run({ run, ...point })
			countEpoch.run({ run, epoch: point.epoch, seconds: point.seconds })
			if (best) markBest.run({ run, ...point })
			if (kept) keep(run, kept)
		}),
		keepWeights: database.transaction((run: number, kept: StoredWeights) => keep(run, kept)),
		finish: database.transaction(
			(run: number, result: StoredTest & { probabilities: Uint8Array }, kept: StoredWeights, ended: string) => {
				addTest.run({ run, ...result })
				keep(run, kept)
				setStatus.run('finished', null, ended, run)
			}
		),
		setStatus(run: number, status: RunStatus, problem: string | null, now: string) {
			setStatus.run(status, problem, isOver(status) ? now : null, run)
		},
		remove: (run: number) => remove.run(run).changes > 0,
		hasUnfinished: () => abandoned.get() !== undefined,
		/** Runs found training although nobody trains were cut off: they say so from now on. */
		markInterrupted: database.transaction((now: string) => {
			for (const { id } of abandoned.all())
				setStatus.run(
					'interrupted',
					'The program ended while this run was training. The epochs that had ended are kept.',
					now,
					id
				)
		})
	}
}
