import { largest } from '../../../shared/dataset.ts'
import { count } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { partOf, type Sink } from './sink.ts'
import { bad, baseOf, bytesOf, type SourceFile } from './source.ts'

/** The columns of a table: how many, which holds the label, and the images' sides. */
interface Columns {
	names: string[] | null
	many: number
	label: number
	height: number
	width: number
}

/** A line of 256 × 256 numbers is shorter. */
const longestLine = 2 ** 20

/** Tables with a line an image: the label, then a number from 0 to 255 for each pixel, as Kaggle has them. */
export async function readTables(files: readonly SourceFile[], sink: Sink): Promise<void> {
	const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
	let [done, images] = [0, 0]
	for (const file of files)
		images += await readTable(file, sink, (bytes) => sink.progress((done += bytes) / all, `reading ${file.path}`))
	if (images === 0)
		throw new LabProblem(
			'BAD_DATA',
			`There is no image with a label in ${files.map(({ path }) => path).join(', ')}. A line has the label first, then a number from 0 to 255 for each pixel.`
		)
}

/** Answers how many images there were. */
async function readTable(file: SourceFile, sink: Sink, read: (bytes: number) => void): Promise<number> {
	const part = partOf(baseOf(file))
	let columns: Columns | null = null
	let pixels = new Uint8Array()
	let images = 0
	for await (const { line, number } of linesOf(file, read)) {
		if (!columns) {
			columns = columnsOf(file, line)
			if (!columns) {
				sink.skip(file.path, 'it has no column of labels, so nothing can be learned or tested with it')
				return 0
			}
			pixels = new Uint8Array(columns.height * columns.width)
			if (columns.names) continue
		}
		const label = readLine(file, line, number, columns, pixels)
		sink.image(part, label, pixels, columns.height, columns.width, `${file.path}, line ${number},`)
		images++
	}
	return images
}

/** What the first line says; null where there is no label. A square number of cells is an image without one. */
function columnsOf(file: SourceFile, line: string): Columns | null {
	const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
	const names = cells.some((cell) => !/^\d*$/.test(cell)) ? cells : null
	const label = names
		? names.findIndex((name) => /^(label|class|target|y)$/i.test(name))
		: isSquare(cells.length)
			? -1
			: 0
	if (label < 0) return null
	const many = cells.length
	// "28x28": the last pixel's row and column
	const [, rows, across] = /^(\d{1,3})x(\d{1,3})$/.exec(names?.at(-1) ?? '') ?? []
	const side = Math.round(Math.sqrt(many - 1))
	const [height, width] = rows && across ? [Number(rows), Number(across)] : [side, side]
	if (height * width !== many - 1 || height > largest.side || width > largest.side || many < 2)
		throw bad(
			file.path,
			`has ${count(many - 1)} columns beside the label in line 1, which is no square of at most ${largest.side} × ${largest.side} pixels`,
			'A line has the label, then every pixel row by row.'
		)
	return { names, many, label, height, width }
}

const isSquare = (many: number) => Number.isInteger(Math.sqrt(many))

/** Reads one line into `pixels` and answers its label. "7.0" is 7, as some programs write it. */
function readLine(file: SourceFile, line: string, number: number, columns: Columns, pixels: Uint8Array): number {
	let [column, value, digits, label] = [0, 0, 0, 0]
	let isFraction = false
	const limit = () => (column === columns.label ? largest.classes - 1 : 255)
	for (let at = 0; at <= line.length; at++) {
		const code = at < line.length ? line.charCodeAt(at) : 44
		if (code === 44) {
			if (digits === 0 || value > limit() || column >= columns.many)
				throw wrongCell(file, line, number, columns, column, limit())
			if (column === columns.label) label = value
			else pixels[column < columns.label ? column : column - 1] = value
			column++
			value = digits = 0
			isFraction = false
		} else if (code >= 48 && code <= 57 && !isFraction) {
			value = value * 10 + code - 48
			digits++
		} else if (code === 46 && digits > 0 && !isFraction) isFraction = true
		else if (code !== 32 && code !== 13 && code !== 34 && !(isFraction && code === 48))
			throw wrongCell(file, line, number, columns, column, limit())
	}
	if (column === columns.many) return label
	throw bad(
		file.path,
		`has ${count(column)} columns in line ${number}, but ${count(columns.many)} in its first line`,
		'Mend or remove that line.'
	)
}

function wrongCell(file: SourceFile, line: string, number: number, columns: Columns, column: number, limit: number) {
	if (column >= columns.many)
		return bad(file.path, `has more than ${count(columns.many)} columns in line ${number}`, 'Mend or remove that line.')
	const cell = (line.split(',')[column] ?? '').trim().slice(0, 20)
	const name = columns.names?.[column] ?? `column ${column + 1}`
	const found = cell === '' ? 'nothing' : `"${cell}"`
	return bad(
		file.path,
		`has ${found} in line ${number}, ${name}, where a whole number from 0 to ${limit} should stand`,
		'Mend or remove that line.'
	)
}

/** The lines with their numbers from 1, empty ones left out. */
async function* linesOf(
	file: SourceFile,
	read: (bytes: number) => void
): AsyncGenerator<{ line: string; number: number }> {
	const decoder = new TextDecoder('latin1')
	let [rest, number] = ['', 0]
	for await (const piece of bytesOf(file, read)) {
		const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
		rest = lines.pop() ?? ''
		if (rest.length > longestLine)
			throw bad(
				file.path,
				`has a line ${number + lines.length + 1} of more than ${count(longestLine)} characters`,
				'It is no table of images.'
			)
		for (const line of lines) {
			number++
			if (line.trim() !== '') yield { line: number === 1 ? line.replace(/^\u00ef\u00bb\u00bf/, '') : line, number }
		}
	}
	if (rest.trim() !== '') yield { line: rest, number: number + 1 }
}
