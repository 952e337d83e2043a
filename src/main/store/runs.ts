import { recipeSchema, type Recipe } from '../../shared/recipe.ts'
import { isOver, type Environment, type EpochPoint, type RunStatus } from '../../shared/runs.ts'
import type { Database } from './database.ts'
import { checkpointStore } from './checkpoints.ts'
import { addGuesses, resultStore, type StoredTest } from './results.ts'
import { rowStore } from './rows.ts'

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
	dataName: string
	testKey: string
	readsDigits: boolean
	created: string
}

export type RunStore = ReturnType<typeof runStore>

/** The runs in the database. Each method is one transaction: it happens wholly or not at all. `wrote` hears of large ones. */
export function runStore(database: Database, wrote: (bytes: number) => void) {
	const recipeOf = database.prepare<[number], { json: string; hash: string }>(
		'SELECT json, hash FROM recipes JOIN runs ON runs.recipe = recipes.id WHERE runs.id = ?'
	)
	const uidOf = database.prepare<[number], string>('SELECT uid FROM runs WHERE id = ?').pluck()
	const environmentOf = database.prepare<[number], { json: string }>(
		'SELECT json FROM environments JOIN runs ON runs.environment = environments.id WHERE runs.id = ?'
	)
	const points = database.prepare<[number], EpochPoint>(
		`SELECT epoch, loss, accuracy, val_loss AS valLoss, val_accuracy AS valAccuracy, learning_rate AS learningRate, seconds
		FROM epochs WHERE run = ? ORDER BY epoch`
	)
	const addRecipe = database.prepare(
		`INSERT INTO recipes (hash, json, network, settings, likeness, parameters, epochs, data_name, test_key, reads_digits,
			optimizer, layer_kinds)
		VALUES (@hash, @json, @network, @settings, @likeness, @parameters, @epochs, @dataName, @testKey, @readsDigits, @json ->> '$.optimizer.kind',
			(SELECT json_group_array(DISTINCT value ->> 'kind') FROM json_each(@json, '$.layers')))
		ON CONFLICT (hash) DO NOTHING`
	)
	const addRun = database.prepare(
		`INSERT INTO runs (uid, name, preset, recipe, status, created)
		VALUES (@uid, @name, @preset, (SELECT id FROM recipes WHERE hash = @hash), 'queued', @created)`
	)
	const peakOf = database.prepare<[number], number | null>('SELECT peak_memory FROM runs WHERE id = ?').pluck()
	const addTest = database.prepare(
		`INSERT INTO tests (run, epoch, loss, accuracy, correct, count, probabilities)
		VALUES (@run, @epoch, @loss, @accuracy, @correct, @count, @probabilities)`
	)
	const guess = database.prepare(addGuesses)
	const addEnvironment = database.prepare('INSERT INTO environments (json) VALUES (?) ON CONFLICT (json) DO NOTHING')
	const setEnvironment = database.prepare(
		'UPDATE runs SET environment = (SELECT id FROM environments WHERE json = ?) WHERE id = ?'
	)
	const setStatus = database.prepare('UPDATE runs SET status = ?, problem = ?, ended = ? WHERE id = ?')
	const abandoned = database.prepare<[], { id: number }>(
		"SELECT id FROM runs WHERE status IN ('training', 'evaluating') AND removed IS NULL"
	)
	const waiting = database.prepare<[], { id: number }>("SELECT id FROM runs WHERE status = 'queued' ORDER BY id")

	const twinsOf = database
		.prepare<[{ run: number }], number>(
			`SELECT id FROM runs WHERE recipe = (SELECT recipe FROM runs WHERE id = @run) AND id <> @run
				AND status = 'finished' AND removed IS NULL ORDER BY id DESC LIMIT 12`
		)
		.pluck()

	const checkpoints = checkpointStore(database)

	return {
		...rowStore(database, wrote),
		...resultStore(database),
		...checkpoints,
		points: (run: number) => points.all(run),
		/** Throws when there is no such run: whoever asks has found it. */
		recipe(run: number): { recipe: Recipe; recipeHash: string } {
			const found = recipeOf.get(run)
			if (!found) throw new Error(`run ${run} has no recipe`)
			const kept = JSON.parse(found.json) as Recipe
			// what older ones know nothing of is what a recipe says that says nothing of it
			return { recipe: recipeSchema.safeParse(kept).data ?? kept, recipeHash: found.hash }
		},
		/** Bytes that the process held at most while the run was trained; null where nobody weighed it. */
		peakMemory: (run: number): number | null => peakOf.get(run) ?? null,
		/** The other finished runs of the same recipe, the newest first, at most 12. */
		twins: (run: number) => twinsOf.all({ run }),
		/** The same in every lab the run is carried to. */
		uid: (run: number) => uidOf.get(run) ?? '',
		environment(run: number): Environment | null {
			const found = environmentOf.get(run)
			return found ? (JSON.parse(found.json) as Environment) : null
		},
		/** Runs that wait for their turn, the first first. */
		queued: () => waiting.all().map(({ id }) => id),
		add: database.transaction((run: NewRun): number => {
			const readsDigits = Number(run.readsDigits)
			addRecipe.run({ ...run, readsDigits, json: JSON.stringify(run.recipe), epochs: run.recipe.epochs })
			return Number(addRun.run({ ...run, readsDigits: null }).lastInsertRowid)
		}),
		begin: database.transaction((run: number, environment: Environment) => {
			const json = JSON.stringify(environment)
			addEnvironment.run(json)
			setEnvironment.run(json, run)
			setStatus.run('training', null, null, run)
		}),
		/** The test, made with weights that have been kept. */
		finish: database.transaction((run: number, result: StoredTest & { probabilities: Uint8Array }, ended: string) => {
			addTest.run({ run, ...result })
			guess.run(run)
			checkpoints.forget(run)
			setStatus.run('finished', null, ended, run)
			wrote(result.probabilities.length)
		}),
		setStatus(run: number, status: RunStatus, problem: string | null, now: string) {
			setStatus.run(status, problem, isOver(status) ? now : null, run)
		},
		/** Those that train, here or in another lab, or wait for their turn. */
		unfinished: () => [...abandoned.all(), ...waiting.all()].map(({ id }) => id),
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
