import type { Verdict } from '../../shared/analysis/suspects.ts'
import type { Part } from '../../shared/bytes.ts'
import type { Database } from './database.ts'

export interface StoredVerdict {
	part: Part
	image: number
	verdict: Verdict
}

export type VerdictStore = ReturnType<typeof verdictStore>

/** What people say of images whose label is in doubt, by the data set's checksum; and which runs can be asked about them. */
export function verdictStore(database: Database) {
	const all = database.prepare<[string], StoredVerdict>(
		'SELECT part, image, verdict FROM verdicts WHERE data = ? ORDER BY part DESC, image'
	)
	const put = database.prepare(
		`INSERT INTO verdicts (data, part, image, verdict, said) VALUES (@data, @part, @image, @verdict, @said)
		ON CONFLICT (data, part, image) DO UPDATE SET verdict = @verdict, said = @said`
	)
	const remove = database.prepare('DELETE FROM verdicts WHERE data = ? AND part = ? AND image = ?')
	// of ten thousand runs only the environments are looked into
	const tested = `FROM runs WHERE status = 'finished' AND removed IS NULL
		AND environment IN (SELECT id FROM environments WHERE json ->> '$.dataSha256' = ?)`
	const best = database.prepare<[string, number], { id: number; name: string }>(
		`SELECT id, name ${tested} ORDER BY best_val_accuracy DESC, id DESC LIMIT ?`
	)
	const count = database.prepare<[string], number>(`SELECT count(*) ${tested}`).pluck()

	return {
		verdicts: (data: string) => all.all(data),
		judge(data: string, { part, image }: { part: Part; image: number }, verdict: Verdict | null, said: string): void {
			if (verdict === null) remove.run(data, part, image)
			else put.run({ data, part, image, verdict, said })
		},
		/** Runs that have looked at this data set's test images: some, those with the best validation accuracy first, and how many there are. */
		best: (data: string, limit: number) => best.all(data, limit),
		finished: (data: string) => count.get(data) ?? 0
	}
}
