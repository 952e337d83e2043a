import type { RunChange } from '../../shared/lab.ts'
import type { RunRow } from '../../shared/runs.ts'
import type { Database } from './database.ts'
import { judgedAccuracy } from './results.ts'

/** As SQLite gives it: no booleans, lists as JSON. */
type RawRow = Omit<RunRow, 'starred' | 'archived' | 'resumable' | 'readsDigits' | 'tags' | 'layerKinds'> &
	Record<'starred' | 'archived' | 'resumable' | 'readsDigits', 0 | 1> &
	Record<'tags' | 'layerKinds', string>

/** A run that can read a picture. */
interface ToAnswer {
	id: number
	starred: 0 | 1
	archived: 0 | 1
	/** Of the weights that were judged; null without validation images. */
	valAccuracy: number | null
}

const row = `
	SELECT runs.id, name, preset, network, settings, likeness, status, problem, note, tags, starred, archived, imported,
		data_name AS dataName, test_key AS testKey, reads_digits AS readsDigits,
		optimizer, layer_kinds AS layerKinds, parameters, recipes.epochs AS epochs,
		status IN ('stopped', 'interrupted', 'failed')
			AND EXISTS (SELECT 1 FROM checkpoints WHERE checkpoints.run = runs.id)
			-- cut off before its first checkpoint: nothing is lost when it goes on from its seed
			OR status = 'interrupted' AND imported IS NULL
				AND NOT EXISTS (SELECT 1 FROM weights WHERE weights.run = runs.id) AS resumable,
		epochs_done AS epochsDone, best_epoch AS bestEpoch, best_val_loss AS valLoss, best_val_accuracy AS valAccuracy,
		tests.accuracy AS testAccuracy, tests.loss AS testLoss, tests.count AS testCount, seconds, created
	FROM runs JOIN recipes ON recipes.id = runs.recipe LEFT JOIN tests INDEXED BY tests_in_lists ON tests.run = runs.id
	WHERE removed IS NULL`

/** Thousands of runs have the same few lists: each text is parsed once a reading. */
function rowReader(): (raw: RawRow) => RunRow {
	const lists = new Map<string, string[]>()
	function read(text: string): string[] {
		const known = lists.get(text)
		if (known) return known
		const list = JSON.parse(text) as string[]
		lists.set(text, list)
		return list
	}
	return (raw) => ({
		...raw,
		starred: raw.starred === 1,
		archived: raw.archived === 1,
		resumable: raw.resumable === 1,
		readsDigits: raw.readsDigits === 1,
		tags: read(raw.tags),
		layerKinds: read(raw.layerKinds)
	})
}

/** What several runs may have together. */
const shared = ['recipe', 'environment'] as const

/** What it leaves in the log that a run of usual size is deleted, in bytes. */
const goneInLog = 2 ** 17

/** The runs as a list shows them, what a person writes on them, and how they leave. `wrote` hears of what the log grows by. */
export function rowStore(database: Database, wrote: (bytes: number) => void) {
	const list = database.prepare<[{ before: number; limit: number }], RawRow>(
		`${row} AND runs.id < @before ORDER BY runs.id DESC LIMIT @limit`
	)
	const one = database.prepare<[number], RawRow>(`${row} AND runs.id = ?`)
	const has = database.prepare<[number], 1>('SELECT 1 FROM runs WHERE id = ? AND removed IS NULL').pluck()
	const edit = database.prepare(
		`UPDATE runs SET name = coalesce(@name, name), note = coalesce(@note, note), tags = coalesce(@tags, tags),
			starred = coalesce(@starred, starred), archived = coalesce(@archived, archived) WHERE id = @run`
	)
	const remove = database.prepare('UPDATE runs SET removed = ? WHERE id = ? AND removed IS NULL')
	const restore = database.prepare('UPDATE runs SET removed = NULL WHERE id = ? AND removed >= ?')
	const purge = database.prepare<[string], Record<(typeof shared)[number], number | null>>(
		`DELETE FROM runs WHERE id IN (SELECT id FROM runs WHERE removed < ? LIMIT 1) RETURNING ${shared.join()}`
	)
	const sweep = shared.map((owned) => ({
		owned,
		statement: database.prepare(
			`DELETE FROM ${owned}s WHERE id = @id AND NOT EXISTS (SELECT 1 FROM runs WHERE ${owned} = @id)`
		)
	}))
	const toAnswer = database.prepare<[number], ToAnswer>(
		`SELECT id, starred, archived, ${judgedAccuracy} AS valAccuracy
			FROM runs INDEXED BY runs_to_answer WHERE status = 'finished' AND removed IS NULL
				AND (SELECT reads_digits FROM recipes WHERE recipes.id = recipe) = 1
			ORDER BY starred DESC, archived, best_val_accuracy DESC, id LIMIT ?`
	)
	const flag = (value: boolean | undefined) => (value === undefined ? null : Number(value))

	return {
		/** Newest first, those numbered below `before`. */
		list: (before = Number.MAX_SAFE_INTEGER, limit = -1) => list.all({ before, limit }).map(rowReader()),
		find(run: number): RunRow | undefined {
			const found = one.get(run)
			return found && rowReader()(found)
		},
		has: (run: number) => has.get(run) !== undefined,
		/** Finished runs that read digits: those with a star first, archived ones last, among them by their best validation accuracy. */
		toAnswer: (limit: number) => toAnswer.all(limit),
		edit: database.transaction((runs: readonly number[], { name, note, tags, starred, archived }: RunChange) => {
			const lists = { tags: tags ? JSON.stringify([...new Set(tags)]) : null }
			const flags = { starred: flag(starred), archived: flag(archived) }
			for (const run of runs) edit.run({ run, name: name ?? null, note: note ?? null, ...lists, ...flags })
		}),
		/** Out of every list from now on; gone for good once `purge` comes by. */
		remove: database.transaction((runs: readonly number[], now: string) => {
			for (const run of runs) remove.run(now, run)
		}),
		/** Answers which of them were removed at `since` or later, and so are back; without it, whenever they were removed. */
		restore: database.transaction((runs: readonly number[], since = '') =>
			runs.filter((run) => restore.run(run, since).changes > 0)
		),
		/**
		 * Deletes for good one run that was removed before that moment, with its recipe and environment where no other run has
		 * them: a millisecond or two. Answers whether there was one.
		 */
		purge: database.transaction((before: string): boolean => {
			const gone = purge.get(before)
			if (!gone) return false
			for (const { owned, statement } of sweep) statement.run({ id: gone[owned] })
			wrote(goneInLog)
			return true
		})
	}
}
