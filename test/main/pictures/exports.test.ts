import { gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { parseImages, parseLabels } from '../../../src/main/data/idx.ts'
import { greyPng } from '../../../src/main/exchange/png.ts'
import { dataSetParts, type LabelledDigit } from '../../../src/main/pictures/data-set.ts'
import { tableHead, tableLines } from '../../../src/main/pictures/table.ts'
import type { DigitRow, PictureRow } from '../../../src/shared/pictures.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { open, slp, trained } from '../real-lab.ts'
import { about, drawn } from './drawn.ts'

const digit = (answer: number, doubts: DigitRow['doubts'] = []): DigitRow => ({
	box: { left: 1, top: 2, right: 3, bottom: 4 },
	digit: answer,
	confidence: 0.75,
	probabilities: Array.from({ length: 10 }, (_, other) => (other === answer ? 0.75 : 0.25 / 9)),
	doubts
})

const picture = (more: Partial<PictureRow>): PictureRow => ({
	id: 12,
	name: 'seven.png',
	origin: 'file',
	batch: 'b',
	added: '2026-03-01T12:00:00.000Z',
	size: { width: 10, height: 10 },
	kept: { width: 10, height: 10 },
	digits: [digit(7)],
	label: null,
	answering: { runs: [1], ensemble: false },
	notes: [],
	revision: 1,
	...more
})

test('the table has as many cells in each line as in its head', () => {
	const columns = tableHead.trim().split(',').length
	const cells = (line: string) => line.trimEnd().split(',').length
	const lines = tableLines(picture({ digits: [digit(1), digit(7)] }), 'a run')
		.trimEnd()
		.split('\n')
	expect(lines.map(cells)).toEqual([columns, columns])
	expect(tableLines(picture({ digits: [] }), 'a run').split(',')).toHaveLength(columns)
	expect(lines[0]).toBe(
		'12,seven.png,1,1,2,3,4,1,0.75,0.0277777778,0.75,0.0277777778,0.0277777778,0.0277777778,0.0277777778,0.0277777778,0.0277777778,0.0277777778,0.0277777778,,,,a run'
	)
})

test('boxes lie in the file, also where it was made smaller to be read', () => {
	const large = picture({ size: { width: 4000, height: 3000 }, kept: { width: 1200, height: 900 } })
	expect(tableLines(large, 'r')).toMatch(/^12,seven.png,1,3,6,10,14,7,/)
	const tiny = picture({ size: { width: 10, height: 10 }, kept: { width: 160, height: 160 } })
	expect(tableLines(tiny, 'r')).toMatch(/^12,seven.png,1,0,0,1,1,7,/)
})

test('a label says of each digit whether it was read right, and of none when it has another number of figures', () => {
	const verdicts = (text: string) =>
		tableLines(picture({ digits: [digit(1), digit(7)], label: { text, from: 'hand' } }), 'r').match(/right|wrong/g)
	expect(verdicts('17')).toEqual(['right', 'right'])
	expect(verdicts('11')).toEqual(['right', 'wrong'])
	expect(verdicts('1')).toEqual(['wrong', 'wrong'])
})

test('a text stays one cell, and no spreadsheet takes it for a formula', () => {
	const line = (name: string) => tableLines(picture({ name }), 'r')
	for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx']) expect(line(name)).toContain(`12,'${name},`)
	expect(line('=HYPERLINK("x","y")')).toContain(`12,"'=HYPERLINK(""x"",""y"")",`)
	expect(line('a,b\nc')).toContain('12,"a,b\nc",')
})

test('a grey PNG is what others read', async () => {
	const pixels = Uint8Array.from({ length: 15 }, (_, place) => place * 17)
	const { data, info } = await sharp(greyPng(pixels, 5, 3))
		.raw()
		.toBuffer({ resolveWithObject: true })
	expect(info).toMatchObject({ width: 5, height: 3 })
	expect([...data].filter((_, place) => place % info.channels === 0)).toEqual([...pixels])
})

test('a zip that cannot hold a file for each digit holds MNIST’s two files alone', () => {
	const field = new Uint8Array(784)
	const digits = Array.from({ length: 65_534 }, (_, picture) => ({ picture, place: 0, figure: 7, field }))
	const count = (of: LabelledDigit[]) => [...dataSetParts(of)].length
	expect(count(digits.slice(1))).toBe(65_535)
	expect(count(digits)).toBe(2)
})

test('labelled digits become a data set: MNIST’s two files and a picture each', async () => {
	const lab = open()
	await trained(lab, slp({ epochs: 1 }))
	const read = async (body: unknown) => new Uint8Array(await new Response(body as BodyInit).arrayBuffer())
	await expect(lab.bytes.pictureData(null)).rejects.toThrow(/a figure for each digit/)

	const label = (text: string) => ({ label: { text, from: 'name' as const } })
	const both = await lab.bytes.picture(await drawn('one', 'seven'), about('17.png', label('17')))
	const wrong = await lab.bytes.picture(await drawn('one'), about('71.png', label('71')))
	const one = await lab.bytes.picture(await drawn('one'), about('1.png', { batch: 'alone', ...label('1') }))
	await lab.bytes.picture(await drawn('one'), about('unknown.png'))

	const zip = unzipSync(await read((await lab.bytes.pictureData(null)).body))
	const images = parseImages(gunzipSync(zip['train-images-idx3-ubyte.gz'] ?? new Uint8Array()), 'images')
	const labels = parseLabels(gunzipSync(zip['train-labels-idx1-ubyte.gz'] ?? new Uint8Array()), 'labels', 10)
	expect(images).toMatchObject({ count: 3, height: 28, width: 28 })
	expect([...labels]).toEqual([1, 1, 7])
	const fields = [...(await lab.bytes.fields(one.id)), ...(await lab.bytes.fields(both.id))]
	expect([...images.pixels]).toEqual(fields)
	const pngs = Object.keys(zip).filter((path) => path.endsWith('.png'))
	expect(pngs).toEqual([`1/picture-${one.id}-1.png`, `1/picture-${both.id}-1.png`, `7/picture-${both.id}-2.png`])
	const seven = await sharp(zip[pngs[2] ?? ''])
		.extractChannel(0)
		.raw()
		.toBuffer()
	expect([...seven]).toEqual(fields.slice(2 * 784))

	const alone = unzipSync(await read((await lab.bytes.pictureData('alone')).body))
	expect(Object.keys(alone)).toHaveLength(3)
	const table = new TextDecoder().decode(await read((await lab.bytes.pictureTable(null)).body))
	expect(table.split('\n').map((line) => line.split(',')[0])).toEqual(
		['picture', one.id + 1, one.id, wrong.id, both.id, both.id, ''].map(String)
	)
	expect(table).toContain(',my network\n')
})

test('a data set is what the pictures were when it was asked for, whatever is read anew while it is written', async () => {
	const lab = open()
	await trained(lab, slp({ epochs: 1 }))
	const label = { label: { text: '17', from: 'name' as const } }
	const row = await lab.bytes.picture(await drawn('one', 'seven'), about('17.png', label))
	const fields = [...(await lab.bytes.fields(row.id))]
	const { body } = await lab.bytes.pictureData(null)
	// all together is one digit: the label has two figures
	const settings = readingSettings.parse({ several: false })
	const [anew] = await lab.client.pictures.again({ pictures: [row.id], settings })
	expect(anew?.digits).toHaveLength(1)
	const zip = unzipSync(new Uint8Array(await new Response(body as BodyInit).arrayBuffer()))
	const images = parseImages(gunzipSync(zip['train-images-idx3-ubyte.gz'] ?? new Uint8Array()), 'images')
	expect([...images.pixels]).toEqual(fields)
	await expect(lab.bytes.pictureData(null)).rejects.toThrow(/a figure for each digit/)
})
