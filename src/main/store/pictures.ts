import type { Answering, Box, PictureDetail } from '../../shared/pictures.ts'
import type { Database } from './database.ts'
import { digitOf, pictureReader, unknownLikeness, type RawDigit, type RawPicture } from './picture-rows.ts'

/** What is known of a picture besides its digits and its large parts. */
export interface StoredPicture extends Omit<PictureDetail, 'digits'> {
	/** "png", "jpeg" … */
	format: string
}

/** A digit in a picture, with what each run in `answering` said of it: runs × classes. */
export interface StoredDigit {
	box: Box
	touching: boolean
	stroke: { width: number; change: number }
	/** Null where there was nothing to compare it with. */
	likeness: number | null
	answers: Float32Array
}

export interface NewPicture extends Omit<StoredPicture, 'id'> {
	file: Uint8Array
	/** digits × 784, in the order of `digits`. */
	fields: Uint8Array
	digits: StoredDigit[]
}

/** What changes when a picture is read or answered anew. */
export type NewReading = Pick<NewPicture, 'ink' | 'lines' | 'notes' | 'settings' | 'revision' | 'digits' | 'fields'> & {
	answering: Answering
}

export type PictureStore = ReturnType<typeof pictureStore>

/** The pictures in the database. Each method is one transaction. `wrote` hears how many bytes. */
export function pictureStore(database: Database, wrote: (bytes: number) => void) {
	const columns = `id, name, origin, batch, added, format, width, height, kept_width AS keptWidth,
		kept_height AS keptHeight, notes, ink, lines, settings, answering, label, label_from AS labelFrom, revision`
	const older = 'removed IS NULL AND id < @before'
	const newestFirst = 'ORDER BY id DESC LIMIT @limit'
	const list = database.prepare<[{ before: number; limit: number }], RawPicture>(
		`SELECT ${columns} FROM pictures WHERE ${older} ${newestFirst}`
	)
	const ofBatch = database.prepare<[{ before: number; limit: number; batch: string }], RawPicture>(
		`SELECT ${columns} FROM pictures WHERE batch = @batch AND ${older} ${newestFirst}`
	)
	const one = database.prepare<[number], RawPicture>(`SELECT ${columns} FROM pictures WHERE id = ? AND removed IS NULL`)
	const large = (column: 'file' | 'thumbnail' | 'fields') =>
		database.prepare<[number], Buffer>(`SELECT ${column} FROM picture_files WHERE picture = ?`).pluck()
	const [file, thumbnail, fields] = [large('file'), large('thumbnail'), large('fields')]
	const field = database
		.prepare<[number, number], Buffer>('SELECT substr(fields, ? * 784 + 1, 784) FROM picture_files WHERE picture = ?')
		.pluck()
	const digits = database.prepare<[number], RawDigit>(
		`SELECT "left", top, "right", bottom, touching, stroke_width AS width, stroke_change AS change, likeness, answers
		FROM digits WHERE picture = ? ORDER BY place`
	)
	const addPicture = database.prepare(
		`INSERT INTO pictures (name, origin, batch, added, format, width, height, kept_width, kept_height, notes, ink,
			lines, settings, answering, label, label_from, revision)
		VALUES (@name, @origin, @batch, @added, @format, @width, @height, @keptWidth, @keptHeight, @notes, @ink,
			@lines, @settings, @answering, @label, @labelFrom, @revision)`
	)
	const addFiles = database.prepare('INSERT INTO picture_files (picture, fields, file) VALUES (?, ?, ?)')
	const addDigit = database.prepare(
		`INSERT INTO digits VALUES (@picture, @place, @left, @top, @right, @bottom, @touching, @width, @change, @likeness,
			@answers)`
	)
	const readAnew = database.prepare(
		`UPDATE pictures SET ink = @ink, lines = @lines, notes = @notes, settings = @settings, answering = @answering,
			revision = max(revision + 1, @revision) WHERE id = @picture`
	)
	const setThumbnail = database.prepare('UPDATE picture_files SET thumbnail = ? WHERE picture = ?')
	const setFields = database.prepare('UPDATE picture_files SET fields = ? WHERE picture = ?')
	const dropDigits = database.prepare('DELETE FROM digits WHERE picture = ?')
	const setLabel = database.prepare('UPDATE pictures SET label = ?, label_from = ? WHERE id = ?')
	const remove = database.prepare('UPDATE pictures SET removed = ? WHERE id = ? AND removed IS NULL')
	const restore = database.prepare('UPDATE pictures SET removed = NULL WHERE id = ? AND removed >= ?')
	const purge = database.prepare('DELETE FROM pictures WHERE id IN (SELECT id FROM pictures WHERE removed < ? LIMIT ?)')
	const nameOf = database
		.prepare<[{ run: number }], string>(
			'SELECT name FROM runs WHERE id = @run UNION ALL SELECT name FROM gone_runs WHERE run = @run'
		)
		.pluck()

	function addDigits(picture: number, found: readonly StoredDigit[]) {
		for (const [place, { box, touching, stroke, likeness, answers }] of found.entries())
			addDigit.run({
				...{ picture, place, ...box, ...stroke, likeness: likeness ?? unknownLikeness },
				touching: Number(touching),
				answers: new Uint8Array(answers.buffer, answers.byteOffset, answers.byteLength)
			})
	}

	return {
		/** Newest first, those numbered below `before`; of one batch, or of all. */
		list: (before: number, limit: number, batch: string | null): StoredPicture[] =>
			(batch === null ? list.all({ before, limit }) : ofBatch.all({ before, limit, batch })).map(pictureReader()),
		find(picture: number): StoredPicture | undefined {
			const found = one.get(picture)
			return found && pictureReader()(found)
		},
		/** In reading order. */
		digits: (picture: number): StoredDigit[] => digits.all(picture).map(digitOf),
		file: (picture: number): Uint8Array | undefined => file.get(picture),
		/** Null before one was made. */
		thumbnail: (picture: number): Uint8Array | null => thumbnail.get(picture) ?? null,
		keepThumbnail: (picture: number, bytes: Uint8Array) => void setThumbnail.run(bytes, picture),
		/** digits × 784. */
		fields: (picture: number): Uint8Array | undefined => fields.get(picture),
		/** The 784 bytes of one digit; fewer where there is no such digit. */
		field: (picture: number, place: number): Uint8Array | undefined => field.get(place, picture),
		/** What a run is or was called. */
		runName: (run: number) => nameOf.get({ run }) ?? `run ${run}`,
		/** Keeps all of them or none, and answers their numbers. */
		add: database.transaction((pictures: readonly NewPicture[]): number[] =>
			pictures.map((picture) => {
				const { size, kept, label, digits: found } = picture
				const id = Number(
					addPicture.run({
						...picture,
						...{ width: size.width, height: size.height, keptWidth: kept.width, keptHeight: kept.height },
						notes: JSON.stringify(picture.notes),
						settings: JSON.stringify(picture.settings),
						answering: JSON.stringify(picture.answering),
						...{ label: label?.text ?? null, labelFrom: label?.from ?? null }
					}).lastInsertRowid
				)
				addFiles.run(id, picture.fields, picture.file)
				addDigits(id, found)
				wrote(picture.file.length + picture.fields.length)
				return id
			})
		),
		/** In place of what was read and answered before. */
		replace: database.transaction((picture: number, reading: NewReading) => {
			const { ink, lines, settings, answering, revision } = reading
			const [notes, read, by] = [reading.notes, settings, answering].map((value) => JSON.stringify(value))
			// it may have gone meanwhile
			if (readAnew.run({ picture, ink, lines, revision, notes, settings: read, answering: by }).changes === 0) return
			setFields.run(reading.fields, picture)
			dropDigits.run(picture)
			addDigits(picture, reading.digits)
			wrote(reading.fields.length)
		}),
		label: (picture: number, label: StoredPicture['label']) =>
			void setLabel.run(label?.text ?? null, label?.from ?? null, picture),
		/** Out of every list from now on; gone for good once `purge` comes by. */
		remove: database.transaction((pictures: readonly number[], now: string) => {
			for (const picture of pictures) remove.run(now, picture)
		}),
		/** Answers which of them were removed at `since` or later, and so are back. */
		restore: database.transaction((pictures: readonly number[], since: string) =>
			pictures.filter((picture) => restore.run(picture, since).changes > 0)
		),
		/** Deletes for good what was removed before that moment, so many at most; answers how many. */
		purge: (before: string, limit: number) => purge.run(before, limit).changes
	}
}
