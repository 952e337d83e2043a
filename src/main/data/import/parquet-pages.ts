import { snappyUncompress, type AsyncBuffer, type ColumnMetaData, type DecodedArray, type SchemaTree } from 'hyparquet'
import { parquetHeader, readPage } from 'hyparquet/src/column.js'
import { convert, DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js'
import { checkRuns } from './parquet-runs.ts'

type Header = ReturnType<typeof parquetHeader>

/** A page as writers make it is a megabyte or a few; one that claims more than this is not unpacked. */
const most = { bytes: 2 ** 28, values: 2 ** 22 }
/** Headers are some tens of bytes, with the smallest and the largest value in them a few thousand. */
const headerBytes = 2 ** 16
/** So much is fetched at once, unless a page is longer. */
const piece = 2 ** 20

/**
 * The values of a column of one row group, page by page: every byte is read once, and a page is unpacked only when what its
 * header claims can be. Throws an Error that says what is wrong with the file, also when there are more values than `rows`.
 */
export async function* pagesOf(
	file: AsyncBuffer,
	tree: SchemaTree,
	column: ColumnMetaData,
	rows: number
): AsyncGenerator<DecodedArray> {
	const { path_in_schema: pathInSchema, type, codec, dictionary_page_offset: words, data_page_offset: data } = column
	const schemaPath = getTreePath(tree, pathInSchema)
	if (getMaxRepetitionLevel(schemaPath) > 0) throw new Error(`${pathInSchema.join('.')} holds lists`)
	if (codec !== 'SNAPPY' && codec !== 'UNCOMPRESSED') throw new Error(`packed as ${codec}`)
	const element = schemaPath.at(-1)?.element ?? tree.element
	// each page is unpacked before it is handed on
	const decoder = {
		pathInSchema,
		type,
		element,
		schemaPath,
		codec: 'UNCOMPRESSED',
		parsers: DEFAULT_PARSERS,
		utf8: false
	} as const
	let at = Number(words !== undefined && words > 0 && words < data ? words : data)
	const end = at + Number(column.total_compressed_size)
	if (!(at >= 0 && at < end && end <= file.byteLength))
		throw new Error(`${pathInSchema.join('.')} lies outside the file`)
	const bytesAt = inPieces(file, end)
	let dictionary: DecodedArray | undefined
	for (let found = 0; found < rows && at < end;) {
		const reader = { view: viewOf(await bytesAt(at, Math.min(headerBytes, end - at))), offset: 0 }
		const header = parquetHeader(reader)
		const from = at + reader.offset
		at = from + header.compressed_page_size
		if (header.compressed_page_size < 0 || at > end) throw new Error('a page is longer than its column')
		checkClaims(header, codec, rows - found)
		if (header.type === 'INDEX_PAGE') continue
		const page = unpacked(await bytesAt(from, header.compressed_page_size), header, codec)
		checkLevels(page, header, getMaxDefinitionLevel(schemaPath), type === 'BOOLEAN')
		const plain = { ...header, compressed_page_size: page.length, uncompressed_page_size: page.length }
		const body = { view: viewOf(page), offset: 0 }
		const { data: values } = readPage(body, plain, decoder, dictionary, undefined, 0)
		if (!values) throw new Error('a page holds nothing')
		if (header.type === 'DICTIONARY_PAGE') {
			dictionary = convert(values, decoder)
			continue
		}
		if (values.length !== valuesIn(header)) throw new Error('a page holds another number of values than it claims')
		found += values.length
		yield values
	}
}

/** Bytes of a file up to `end`, fetched a megabyte at a time. */
function inPieces(file: AsyncBuffer, end: number): (from: number, length: number) => Promise<Uint8Array> {
	let [start, held] = [0, new Uint8Array()]
	return async (from, length) => {
		if (from < start || from + length > start + held.length) {
			held = new Uint8Array(await file.slice(from, Math.min(end, from + Math.max(length, piece))))
			start = from
		}
		return held.subarray(from - start, from - start + length)
	}
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array) => new DataView(buffer, byteOffset, length)

const valuesIn = ({ data_page_header: first, data_page_header_v2: second, dictionary_page_header: words }: Header) =>
	first?.num_values ?? second?.num_values ?? words?.num_values ?? 0

function checkClaims(header: Header, codec: string, rows: number): void {
	const { compressed_page_size: packed, uncompressed_page_size: bytes, type } = header
	// Snappy packs 64 bytes into 3 at best
	const reach = codec === 'SNAPPY' ? 32 * packed + 64 : packed
	if (!(bytes >= 0 && bytes <= most.bytes && bytes <= reach))
		throw new Error(`a page of ${packed} bytes claims to unpack to ${bytes}`)
	const values = valuesIn(header)
	const limit = type === 'DICTIONARY_PAGE' ? bytes : Math.min(rows, most.values)
	if (!(values >= 0 && values <= limit)) throw new Error(`a page claims ${values} values, ${limit} at most are due`)
}

/** The bytes of a page, unpacked; in the second version the levels before the values never are packed. */
function unpacked(packed: Uint8Array, header: Header, codec: string): Uint8Array {
	const { uncompressed_page_size: bytes, data_page_header_v2: second } = header
	const levels = second ? second.repetition_levels_byte_length + second.definition_levels_byte_length : 0
	if (!(levels >= 0 && levels <= Math.min(bytes, packed.length))) throw new Error('a page is shorter than its levels')
	if (codec === 'UNCOMPRESSED' || second?.is_compressed === false) return packed
	const page = new Uint8Array(bytes)
	page.set(packed.subarray(0, levels))
	if (bytes > levels) snappyUncompress(packed.subarray(levels), page.subarray(levels))
	if (second) second.is_compressed = false
	return page
}

/** Looks through the runs that say which values are there, and which word of the dictionary each is, before they are expanded. */
function checkLevels(page: Uint8Array, header: Header, depth: number, isBoolean: boolean): void {
	const { data_page_header: first, data_page_header_v2: second } = header
	const values = first ?? second
	if (!values) return
	let from = (second?.repetition_levels_byte_length ?? 0) + (second?.definition_levels_byte_length ?? 0)
	if (depth > 0) {
		const start = first ? 4 : (second?.repetition_levels_byte_length ?? 0)
		checkRuns(page.subarray(start), 32 - Math.clz32(depth), values.num_values)
		if (first) from = 4 + viewOf(page).getUint32(0, true)
	}
	const isIndexed = values.encoding.endsWith('_DICTIONARY')
	if (isIndexed) checkRuns(page.subarray(from + 1), page[from] ?? 0, values.num_values - (second?.num_nulls ?? 0))
	else if (isBoolean && values.encoding === 'RLE')
		checkRuns(page.subarray(from + (first ? 4 : 0)), 1, values.num_values)
}
