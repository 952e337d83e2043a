import { asyncBufferFromFile, parquetMetadataAsync, parquetSchema, type FileMetaData } from 'hyparquet'
import { largest } from '../../../shared/dataset.ts'
import { count } from '../../../shared/format.ts'
import { mostImages } from '../../../shared/importing.ts'
import { LabProblem, firstLineOf } from '../../../shared/problems.ts'
import { pagesOf } from './parquet-pages.ts'
import { greyOf } from './picture.ts'
import { partOf, type Sink } from './sink.ts'
import { bad, baseOf, type SourceFile } from './source.ts'

/** Pictures that are decoded at once: each is a few hundred bytes. */
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
			const said = firstLineOf(error)
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
	const metadata = await parquetMetadataAsync(buffer, { geoparquet: false })
	const tree = parquetSchema(metadata)
	const columns = tree.children.map(({ element }) => element.name)
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
	const groups = metadata.row_groups.map((group) => Number(group.num_rows))
	const together = groups.reduce((sum, own) => sum + own, 0)
	if (groups.some((own) => own < 0) || together !== rows)
		throw bad(file.path, `claims ${count(rows)} rows, but its groups ${count(together)}`, 'Fetch it again.')
	if (rows < 1 || rows > mostImages)
		throw bad(
			file.path,
			`claims ${count(rows)} rows; from 1 to ${count(mostImages)} images can be imported`,
			'Fetch it again, or bring a part of it.'
		)
	let before = 0
	for (const [group, { columns: own }] of metadata.row_groups.entries()) {
		const due = groups[group] ?? 0
		const pages = (name: string) => {
			// a picture alone, or beside its path
			const found = own.find(({ meta_data: data }) =>
				[name, `${name}/bytes`].includes(data?.path_in_schema.join('/') ?? '')
			)
			if (!found?.meta_data)
				throw bad(
					file.path,
					`has no plain values in its column ${name}`,
					'Bring labels as whole numbers, and pictures packed as PNG or JPEG.'
				)
			return pagesOf(buffer, tree, found.meta_data, due)
		}
		const ends = (found: number) =>
			bad(file.path, `ends at row ${count(before + found)} of the ${count(rows)} it claims`, 'Fetch it again.')
		const labels: number[] = []
		for await (const page of pages(label))
			for (const value of page as Iterable<unknown>) labels.push(labelOf(value, file, before + labels.length))
		if (labels.length < due) throw ends(labels.length)
		let done = 0
		for await (const page of pages(image))
			for (let from = 0; from < page.length; from += portion) {
				const some = [...(page.slice(from, from + portion) as Iterable<unknown>)]
				const greys = await Promise.all(some.map((cell, at) => pictureOf(cell, size, file, before + done + at)))
				for (const { pixels, height, width } of greys) {
					const where = `${file.path}, row ${count(before + done)},`
					sink.image(part, labels[done] ?? 0, pixels, height, width, where)
					done++
				}
				read((before + done) / rows)
			}
		if (done < due) throw ends(done)
		before += due
	}
}

/** The label in a cell. */
function labelOf(cell: unknown, file: SourceFile, row: number): number {
	const label = typeof cell === 'bigint' || typeof cell === 'number' ? Number(cell) : NaN
	if (Number.isInteger(label) && label >= 0 && label < largest.classes) return label
	const said =
		cell instanceof Uint8Array ? `"${new TextDecoder().decode(cell.subarray(0, 20))}"` : String(cell).slice(0, 20)
	throw bad(
		file.path,
		`has ${cell === undefined || cell === null ? 'no label' : `the label ${said}`} in row ${count(row)}; labels are whole numbers from 0 to ${largest.classes - 1}`,
		'Number the classes from 0 and bring it again.'
	)
}

/** The picture in a cell. */
async function pictureOf(cell: unknown, size: readonly [number, number] | null, file: SourceFile, row: number) {
	// what stands beside a path comes in a list of one
	const bytes: unknown = Array.isArray(cell) ? cell[0] : cell
	try {
		return await greyOf(bytes instanceof Uint8Array ? bytes : new Uint8Array(), size)
	} catch (error) {
		const said = firstLineOf(error)
		throw bad(file.path, `has no readable picture in row ${count(row)} (${said})`, 'Mend or remove that row.')
	}
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
