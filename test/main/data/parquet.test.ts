import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetMetadata, parquetSchema } from 'hyparquet'
import { expect, test } from 'vitest'
import { pagesOf } from '../../../src/main/data/import/parquet-pages.ts'
import { checkRuns } from '../../../src/main/data/import/parquet-runs.ts'
import { LabProblem } from '../../../src/shared/problems.ts'
import { png, read, some } from './made.ts'
import { parquet, type MadeTable } from './made-parquet.ts'

const digits = some('training', 60)
const pictures = await Promise.all(Array.from(digits.labels, (_, image) => png(digits, image)))
const table: MadeTable = { pictures, labels: [...digits.labels], page: 7 }

test('a table in many pages of one row group is read', async () => {
	const { preview } = await read({ 'train.parquet': parquet(table), 'test.parquet': parquet(table) })
	expect(preview).toMatchObject({ image: [28, 28, 1], format: '2 Parquet tables' })
	expect(preview.training).toEqual(
		preview.classes.map((_, label) => table.labels.filter((own) => own === label).length)
	)
})

test('each byte of a column is fetched once, or twice where pages do not fit what is fetched', async () => {
	const long = Array.from({ length: 6000 }, () => new Uint8Array(1000))
	const bytes = Uint8Array.from(parquet({ pictures: long, labels: long.map(() => 0), page: 100 }))
	const metadata = parquetMetadata(bytes)
	const [column] = metadata.row_groups[0]?.columns ?? []
	let fetched = 0
	const file = {
		byteLength: bytes.length,
		slice(from: number, to?: number) {
			fetched += (to ?? bytes.length) - from
			return bytes.buffer.slice(from, to)
		}
	}
	let found = 0
	if (!column?.meta_data) throw new Error('there is no column')
	for await (const page of pagesOf(file, parquetSchema(metadata), column.meta_data, long.length)) {
		expect(page.length).toBe(100)
		found += page.length
	}
	expect(found).toBe(6000)
	expect(fetched).toBeLessThan(2 * bytes.length)
})

test('a run that claims more values than are due is refused before it is expanded', () => {
	expect(() => checkRuns(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0e, 1), 1, 60)).toThrow('a run claims')
	expect(() => checkRuns(Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x0f, 1), 1, 60)).toThrow('a run claims')
	expect(() => checkRuns(Uint8Array.of(120, 1), 1, 60)).not.toThrow()
	expect(() => checkRuns(Uint8Array.of(17, 0, 0, 0, 0, 0, 0, 0, 0), 1, 60)).not.toThrow()
})

const cases: [string, Partial<MadeTable>, RegExp][] = [
	[
		'no column of labels',
		{ names: ['image', 'words'] },
		/a\.parquet has no column of labels \(it has image, words\)\. Bring/
	],
	[
		'no column of images',
		{ names: ['pixels', 'label'] },
		/a\.parquet has no column of images \(it has pixels, label\)/
	],
	[
		'a label of 300',
		{ labels: table.labels.with(41, 300) },
		/a\.parquet has the label 300 in row 41; labels are whole/
	],
	['a label below 0', { labels: table.labels.with(3, -1) }, /a\.parquet has the label -1 in row 3;/],
	[
		'a row that is no picture',
		{ pictures: pictures.with(33, Buffer.from('no picture')) },
		/a\.parquet has no readable picture in row 33 \(.*\)\. Mend or remove that row/
	],
	[
		'more rows than its groups',
		{ rows: 1e9, groupRows: 60 },
		/a\.parquet claims 1,000,000,000 rows, but its groups 60\./
	],
	['fewer rows than its groups', { rows: 59, groupRows: 60 }, /a\.parquet claims 59 rows, but its groups 60\./],
	['a thousand million rows', { rows: 1e9 }, /a\.parquet claims 1,000,000,000 rows; from 1 to 20,000,000 images/],
	['more rows than there are', { rows: 90 }, /a\.parquet ends at row 60 of the 90 it claims/],
	[
		'fewer rows than there are',
		{ rows: 20 },
		/a\.parquet cannot be read as Parquet \(a page claims 7 values, 6 at most/
	],
	['no rows', { rows: 0 }, /a\.parquet claims 0 rows/],
	[
		'a page of 2³⁰ bytes',
		{ pageBytes: 2 ** 30 },
		/\(a page of 56 bytes claims to unpack to 1073741824\)\. Fetch it again/
	],
	['a page of 2³⁰ values', { pageValues: 2 ** 30 }, /\(a page claims 1073741824 values, 60 at most are due\)/]
]

test.each(cases)('%s: a sentence with file, place and remedy', async (_, change, sentence) => {
	const problem = await read({ 'a.parquet': parquet({ ...table, ...change }) }).catch((error: unknown) => error)
	expect(problem).toBeInstanceOf(LabProblem)
	expect((problem as LabProblem).message).toMatch(sentence)
})

test('what pyarrow packed in Snappy, with a dictionary and pictures beside their paths, is checked before it is unpacked', async () => {
	const whole = readFileSync(join(import.meta.dirname, '../../reference/digits.parquet'))
	// the first page's header claims 16,472 unpacked bytes
	const at = whole.indexOf(Buffer.from([0x15, 0xb0, 0x81, 0x02]))
	expect(at).toBe(6)
	const lying = Buffer.from(whole)
	lying.set([0x15, 0xff, 0xff, 0x7f], at)
	await expect(read({ 'a.parquet': whole })).resolves.toBeDefined()
	await expect(read({ 'a.parquet': lying })).rejects.toThrow(/a\.parquet cannot be read as Parquet \(/)
})
