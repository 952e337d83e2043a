// Parquet files written by the book (parquet-format 2.10, Thrift's compact protocol), as whole or as broken as a test wants them

type Field = [id: number, value: number | bigint | string | Uint8Array | Struct | Struct[] | string[] | number[]]
interface Struct {
	fields: Field[]
}
const struct = (...fields: Field[]): Struct => ({ fields })

const varint = (value: bigint): number[] =>
	value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)]
const zigzag = (value: number | bigint) => varint(BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n)))
const text = (value: string | Uint8Array) => {
	const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
	return [...varint(BigInt(bytes.length)), ...bytes]
}

/** Whole numbers are I32, big ones I64. */
function thrift({ fields }: Struct): number[] {
	let before = 0
	const bytes = fields.flatMap(([id, value]) => {
		const head = (kind: number) => [((id - before) << 4) | kind]
		const written =
			typeof value === 'number'
				? [...head(5), ...zigzag(value)]
				: typeof value === 'bigint'
					? [...head(6), ...zigzag(value)]
					: typeof value === 'string' || value instanceof Uint8Array
						? [...head(8), ...text(value)]
						: Array.isArray(value)
							? [...head(9), ...list(value)]
							: [...head(12), ...thrift(value)]
		before = id
		return written
	})
	return [...bytes, 0]
}
function list(values: Struct[] | string[] | number[]): number[] {
	const kind = typeof values[0] === 'string' ? 8 : typeof values[0] === 'number' ? 5 : 12
	const head = values.length < 15 ? [(values.length << 4) | kind] : [0xf0 | kind, ...varint(BigInt(values.length))]
	return [
		...head,
		...values.flatMap((one) =>
			typeof one === 'string' ? text(one) : typeof one === 'number' ? zigzag(one) : thrift(one)
		)
	]
}

export interface MadeTable {
	/** Names of the columns of pictures and labels. */
	names?: [string, string]
	pictures: Uint8Array[]
	labels: number[]
	/** Rows of a page. */
	page?: number
	/** What is claimed instead of the truth. */
	rows?: number
	groupRows?: number
	pageValues?: number
	pageBytes?: number
}

/** One row group of two required columns: packed pictures, and labels as whole numbers of 64 bits. */
export function parquet({
	names = ['image', 'label'],
	pictures,
	labels,
	page = 1000,
	...claimed
}: MadeTable): Uint8Array {
	const rows = pictures.length
	const pages = (cells: Uint8Array[]) =>
		Array.from({ length: Math.ceil(rows / page) }, (_, at) => {
			const own = cells.slice(at * page, (at + 1) * page)
			const body = Buffer.concat(own)
			const bytes = claimed.pageBytes ?? body.length
			const values = struct([1, claimed.pageValues ?? own.length], [2, 0], [3, 3], [4, 3])
			return Buffer.concat([Buffer.from(thrift(struct([1, 0], [2, bytes], [3, body.length], [5, values]))), body])
		})
	const columns = [
		Buffer.concat(
			pages(pictures.map((bytes) => Buffer.concat([new Uint8Array(Uint32Array.of(bytes.length).buffer), bytes])))
		),
		Buffer.concat(pages(labels.map((label) => new Uint8Array(BigInt64Array.of(BigInt(label)).buffer))))
	]
	const kinds = [6, 2]
	let at = 4
	const chunks = columns.map((bytes, column) => {
		const offset = at
		at += bytes.length
		const size = BigInt(bytes.length)
		const said = [
			[1, kinds[column] ?? 0],
			[2, [0]],
			[3, [names[column] ?? '']],
			[4, 0],
			[5, BigInt(rows)]
		] satisfies Field[]
		const data = struct(...said, [6, size], [7, size], [9, BigInt(offset)])
		return struct([2, BigInt(offset)], [3, data])
	})
	const group = struct([1, chunks], [2, BigInt(at - 4)], [3, BigInt(claimed.groupRows ?? claimed.rows ?? rows)])
	const leaves = names.map((name, column) => struct([1, kinds[column] ?? 0], [3, 0], [4, name]))
	const schema = [struct([4, 'schema'], [5, 2]), ...leaves]
	const footer = Buffer.from(thrift(struct([1, 1], [2, schema], [3, BigInt(claimed.rows ?? rows)], [4, [group]])))
	const length = new Uint8Array(Uint32Array.of(footer.length).buffer)
	return Buffer.concat([Buffer.from('PAR1'), ...columns, footer, length, Buffer.from('PAR1')])
}
