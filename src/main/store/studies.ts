import type { Environment, RunStatus } from '../../shared/runs.ts'
import type { Study } from '../../shared/study/study.ts'
import type { Database } from './database.ts'

export interface StoredStudy {
	id: number
	study: Study
	state: 'new' | 'going' | 'paused'
	problem: string | null
	created: string
	expectation: string | null
	expected: string | null
	known: number | null
}

/** Where a run of a study belongs, and the run that is there: a finished one if there is any, else the one that is furthest. */
export interface StudyPlace {
	place: number
	setting: number
	hash: string
	run: number | null
	status: RunStatus | null
	resumable: boolean
	imported: boolean
	epochsDone: number
	seconds: number
	environment: number | null
	/** Of a finished run: after the epoch that was judged, and of the last epoch training minus validation. */
	valAccuracy: number | null
	valLoss: number | null
	testAccuracy: number | null
	gap: number | null
}

type RawPlace = Omit<StudyPlace, 'resumable' | 'imported'> & Record<'resumable' | 'imported', 0 | 1>

export type StudyStore = ReturnType<typeof studyStore>

/** The studies in the database, and what their runs came to. */
export function studyStore(database: Database) {
	const columns = 'id, json, state, problem, created, expectation, expected, known'
	const all = database.prepare<[], StoredStudy & { json: string }>(`SELECT ${columns} FROM studies ORDER BY id DESC`)
	const one = database.prepare<[number], StoredStudy & { json: string }>(`SELECT ${columns} FROM studies WHERE id = ?`)
	const add = database.prepare("INSERT INTO studies (json, state, created) VALUES (?, 'new', ?)")
	const change = database.prepare('UPDATE studies SET json = ? WHERE id = ?')
	const clear = database.prepare('DELETE FROM study_runs WHERE study = ?')
	const put = database.prepare('INSERT INTO study_runs (study, place, setting, hash) VALUES (?, ?, ?, ?)')
	const setState = database.prepare('UPDATE studies SET state = ?, problem = ? WHERE id = ?')
	const expect = database.prepare('UPDATE studies SET expectation = ?, expected = ?, known = ? WHERE id = ?')
	const remove = database.prepare('DELETE FROM studies WHERE id = ?')
	const places = database.prepare<[number], RawPlace>(
		`SELECT place, setting, study_runs.hash, runs.id AS run, status, imported IS NOT NULL AS imported,
			EXISTS (SELECT 1 FROM checkpoints WHERE checkpoints.run = runs.id) AS resumable,
			coalesce(epochs_done, 0) AS epochsDone, coalesce(runs.seconds, 0) AS seconds, environment,
			judged.val_accuracy AS valAccuracy, judged.val_loss AS valLoss, tests.accuracy AS testAccuracy,
			last.accuracy - last.val_accuracy AS gap
		FROM study_runs
			LEFT JOIN recipes ON recipes.hash = study_runs.hash
			LEFT JOIN runs ON runs.recipe = recipes.id AND removed IS NULL
			LEFT JOIN tests INDEXED BY tests_in_lists ON tests.run = runs.id
			LEFT JOIN epochs judged ON judged.run = runs.id AND judged.epoch = (SELECT epoch FROM tests WHERE run = runs.id)
			LEFT JOIN epochs last ON last.run = runs.id AND last.epoch = epochs_done
		WHERE study = ?
		ORDER BY place, status = 'finished' DESC, status IN ('training', 'evaluating', 'queued') DESC, resumable DESC, runs.id`
	)
	const finished = database
		.prepare<[string], number>(
			`SELECT runs.id FROM recipes JOIN runs ON runs.recipe = recipes.id
			WHERE hash = ? AND status = 'finished' AND removed IS NULL ORDER BY runs.id LIMIT 1`
		)
		.pluck()
	const environment = database.prepare<[number], string>('SELECT json FROM environments WHERE id = ?').pluck()
	const wipe = ['epochs', 'predictions', 'weights', 'checkpoints'].map((table) =>
		database.prepare(`DELETE FROM ${table} WHERE run = ?`)
	)
	const anew = database.prepare(
		`UPDATE runs SET status = 'queued', problem = NULL, ended = NULL, epochs_done = 0, seconds = 0,
			best_epoch = NULL, best_val_loss = NULL, best_val_accuracy = NULL WHERE id = ?`
	)
	const read = ({ json, ...row }: StoredStudy & { json: string }): StoredStudy => ({
		...row,
		study: JSON.parse(json) as Study
	})
	function fill(id: number, runs: readonly { setting: number; hash: string }[]) {
		clear.run(id)
		for (const [place, { setting, hash }] of runs.entries()) put.run(id, place, setting, hash)
	}

	return {
		list: () => all.all().map(read),
		find(id: number): StoredStudy | undefined {
			const found = one.get(id)
			return found && read(found)
		},
		add: database.transaction((study: Study, runs: readonly { setting: number; hash: string }[], created: string) => {
			const id = Number(add.run(JSON.stringify(study), created).lastInsertRowid)
			fill(id, runs)
			return id
		}),
		change: database.transaction((id: number, study: Study, runs: readonly { setting: number; hash: string }[]) => {
			change.run(JSON.stringify(study), id)
			fill(id, runs)
		}),
		setState: (id: number, state: StoredStudy['state'], problem: string | null = null) =>
			void setState.run(state, problem, id),
		expect: (id: number, text: string, written: string, known: number) => void expect.run(text, written, known, id),
		remove: (id: number) => void remove.run(id),
		/** In the order they are trained, one run each. */
		places(id: number): StudyPlace[] {
			const found = new Map<number, StudyPlace>()
			for (const raw of places.iterate(id))
				if (!found.has(raw.place))
					found.set(raw.place, { ...raw, resumable: raw.resumable === 1, imported: raw.imported === 1 })
			return [...found.values()]
		},
		/** The finished run of a recipe. */
		finishedRun: (hash: string) => finished.get(hash),
		environment: (id: number) => JSON.parse(environment.get(id) ?? 'null') as Environment | null,
		/** A run that was cut off before it could be kept waits again, with nothing trained; it has the same seed. */
		anew: database.transaction((run: number) => {
			for (const statement of wipe) statement.run(run)
			anew.run(run)
		})
	}
}
