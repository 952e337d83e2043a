import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type FileMetaData } from 'hyparquet'
import { largest } from '../../../shared/dataset.ts'
import { count } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { greyOf } from './picture.ts'
import { partOf, type Sink } from './sink.ts'
import { bad, baseOf, type SourceFile } from './source.ts'

/** Rows that are read at once: a picture is a few hundred bytes. */
const portion = 1000

/** Parquet tables with a column of packed pictures and one of labels, as the common hubs have them. */
export async function readParquet(
	files: readonly SourceFile[],
	size: readonly [number, number] | null,
	sink: Sink
): Promise<void> {
	const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
	let before = 0
	for (const file of files) {
		const read = (share: number) => sink.progress((before + share * file.bytes) / all, `reading ${file.path}`)
		try {
			await readTable(file, size, sink, read)
		} catch (error) {
			if (error instanceof LabProblem) throw error
			const said = (error instanceof Error ? error.message : String(error)).split('\n')[0]
			throw bad(
				file.path,
				`cannot be read as Parquet (${said})`,
				'Fetch it again: it is cut off, damaged or packed by an uncommon method.'
			)
		}
		before += file.bytes
	}
}

async function readTable(
	file: SourceFile,
	size: readonly [number, number] | null,
	sink: Sink,
	read: (share: number) => void
): Promise<void> {
	const buffer = await asyncBufferFromFile(file.place)
	const metadata = await parquetMetadataAsync(buffer)
	const columns = metadata.schema.slice(1).map(({ name }) => name)
	const image = columns.find((name) => /^(image|img|picture)$/i.test(name))
	const label = columns.find((name) => /^(label|fine_label|class|target|y|digit|character)$/i.test(name))
	if (!image || !label)
		throw bad(
			file.path,
			`has no column of ${image ? 'labels' : 'images'} (it has ${columns.slice(0, 12).join(', ')})`,
			'Bring a table with the columns image and label.'
		)
	const names = namesIn(metadata, label)
	if (names) sink.names(names)
	const part = partOf(baseOf(file))
	const rows = Number(metadata.num_rows)
	for (let from = 0; from < rows; from += portion) {
		const some = (await parquetReadObjects({
			file: buffer,
			metadata,
			columns: [image, label],
			rowStart: from,
			rowEnd: Math.min(rows, from + portion),
			utf8: false
		})) as Record<string, unknown>[]
		if (some.length === 0)
			throw bad(file.path, `ends at row ${count(from)} of the ${count(rows)} it claims`, 'Fetch it again.')
		const greys = await Promise.all(
			some.map((row, at) =>
				greyOf(bytesIn(row[image]) ?? new Uint8Array(), size).catch((error: unknown) => {
					const said = (error instanceof Error ? error.message : String(error)).split('\n')[0]
					throw bad(
						file.path,
						`has no readable picture in row ${count(from + at)} (${said})`,
						'Mend or remove that row.'
					)
				})
			)
		)
		for (const [at, { pixels, height, width }] of greys.entries()) {
			const found = Number(some[at]?.[label])
			if (!Number.isInteger(found) || found < 0 || found >= largest.classes)
				throw bad(
					file.path,
					`has the label ${String(some[at]?.[label]).slice(0, 20)} in row ${count(from + at)}; labels are whole numbers from 0 to ${largest.classes - 1}`,
					'Number the classes from 0 and bring it again.'
				)
			sink.image(part, found, pixels, height, width, `${file.path}, row ${count(from + at)},`)
		}
		read((from + some.length) / rows)
	}
}

/** The bytes of a cell: alone, or beside the picture's path. */
function bytesIn(cell: unknown): Uint8Array | null {
	if (cell instanceof Uint8Array) return cell
	const inner = (cell as { bytes?: unknown } | null)?.bytes
	return inner instanceof Uint8Array ? inner : null
}

/** What the labels are called, where the hub has written it into the file. */
function namesIn({ key_value_metadata: pairs }: FileMetaData, label: string): string[] | null {
	const text = pairs?.find(({ key }) => key === 'huggingface')?.value
	if (!text || text.length > 2 ** 20) return null
	try {
		const said = JSON.parse(text) as { info?: { features?: Record<string, { names?: unknown }> } } | null
		const names = said?.info?.features?.[label]?.names
		return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : null
	} catch {
		// what is written beside the table is no part of it
		return null
	}
}
