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
	const finished = database.prepare<[string], { id: number; name: string }>(
		`SELECT runs.id, runs.name FROM runs JOIN environments ON environments.id = runs.environment
		WHERE status = 'finished' AND removed IS NULL AND environments.json ->> '$.dataSha256' = ?
		ORDER BY best_val_accuracy DESC, runs.id DESC`
	)

	return {
		verdicts: (data: string) => all.all(data),
		judge(data: string, { part, image }: { part: Part; image: number }, verdict: Verdict | null, said: string): void {
			if (verdict === null) remove.run(data, part, image)
			else put.run({ data, part, image, verdict, said })
		},
		/** Runs that have looked at this data set's test images, those with the best validation accuracy first. */
		finished: (data: string) => finished.all(data)
	}
}
