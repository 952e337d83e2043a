import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { decode } from '../../../src/main/vision/decode.ts'
import { readPicture, seePicture } from '../../../src/main/vision/read-picture.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { bitmap, bytesOf, drawing, textBytes } from './pictures.ts'

const settings = readingSettings.parse({})
const look = async (file: Uint8Array<ArrayBuffer>) => readPicture(await seePicture(file, 'a file', settings))

/** What a drawing must be read as, whatever it was written as: a one at the left, and a dot that is no digit. */
async function expectDrawing(file: Uint8Array<ArrayBuffer>, format: string, ink: 'dark' | 'light' = 'dark') {
	const seen = await look(file)
	expect(seen).toMatchObject({ format, size: { width: 240, height: 120 }, ink })
	expect(seen.digits).toHaveLength(1)
	const { width, height } = seen.kept
	const { left, top, right, bottom } = seen.digits[0]?.box ?? { left: 0, top: 0, right: 0, bottom: 0 }
	const shares = [left / width, top / height, right / width, bottom / height]
	for (const [place, share] of [61 / 240, 20 / 120, 75 / 240, 100 / 120].entries())
		expect(shares[place], `side ${place}`).toBeCloseTo(share, 1)
	return seen
}

test.each([
	['png', (image: Sharp) => image.png()],
	['jpeg', (image: Sharp) => image.jpeg()],
	['webp', (image: Sharp) => image.webp()],
	['gif', (image: Sharp) => image.gif()],
	['tiff', (image: Sharp) => image.tiff()],
	['avif', (image: Sharp) => image.avif({ effort: 0 })]
])('%s is read', async (format, written) => {
	await expectDrawing(await bytesOf(written(drawing('#113', '#eef'))), format)
	await expectDrawing(await bytesOf(written(drawing('#ffd', '#233'))), format, 'light')
})

test('16 bits a channel, CMYK, grey and a palette are read', async () => {
	const plain = await bytesOf(drawing('#113', '#eef').png())
	const deep = sharp(plain).toColourspace('rgb16').png()
	expect((await sharp(await deep.toBuffer()).metadata()).depth).toBe('ushort')
	await expectDrawing(await bytesOf(deep), 'png')
	await expectDrawing(await bytesOf(sharp(plain).toColourspace('grey16').png()), 'png')
	const inks = sharp(plain).toColourspace('cmyk').jpeg()
	expect((await sharp(await inks.toBuffer()).metadata()).channels).toBe(4)
	await expectDrawing(await bytesOf(inks), 'jpeg')
	await expectDrawing(await bytesOf(sharp(plain).toColourspace('b-w').jpeg()), 'jpeg')
	await expectDrawing(await bytesOf(sharp(plain).png({ palette: true, colours: 4 })), 'png')
})

test.each([1, 4, 8, 24, 32] as const)('a bitmap of %i bits a pixel is read', async (bits) => {
	const { data } = await drawing('#000', '#fff').raw().toBuffer({ resolveWithObject: true })
	const pixel = (x: number, y: number) => ((data[(y * 240 + x) * 3] ?? 0) > 127 ? white : blue)
	const [white, blue] = [
		[255, 255, 255],
		[0, 20, 90]
	] as const
	for (const down of [false, true]) {
		const file = bitmap({ width: 240, height: 120, bits, down }, pixel)
		await expectDrawing(file, 'bmp')
		const { rgb } = await decode(file, 'a file')
		const wanted = Array.from({ length: 240 * 120 }, (_, place) => pixel(place % 240, Math.floor(place / 240))).flat()
		expect(Buffer.compare(rgb, Uint8Array.from(wanted))).toBe(0)
	}
})

test('a bitmap with an odd width has rows that end at whole words', async () => {
	const pixel = (x: number, y: number) => [x, y, 7] as const
	const { rgb, width } = await decode(bitmap({ width: 161, height: 3, bits: 24, down: false }, pixel), 'a file')
	expect(width).toBe(161)
	expect([...rgb.subarray((161 + 160) * 3, (161 + 160) * 3 + 3)]).toEqual([160, 1, 7])
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
	'a picture that its camera noted as turned (EXIF %i) is read upright',
	async (orientation) => {
		const upright = await bytesOf(drawing('#113', '#eef').png())
		// how the camera's sensor saw it, which is what EXIF says must be done to it, undone; sharp mirrors before it turns
		const sensor = sharp(upright)
		const asSeen = { 1: sensor, 2: sensor.clone().flop(), 3: sensor.clone().rotate(180), 4: sensor.clone().flip() }
		const turned = {
			5: sensor.clone().flop().rotate(270),
			6: sensor.clone().rotate(270),
			7: sensor.clone().flop().rotate(90),
			8: sensor.clone().rotate(90)
		}
		const seen = { ...asSeen, ...turned }[orientation] ?? sensor
		const pixels = await seen.png().toBuffer()
		const { notes } = await expectDrawing(await bytesOf(sharp(pixels).withMetadata({ orientation }).jpeg()), 'jpeg')
		expect(notes).toEqual(orientation === 1 ? [] : ['turned upright as the camera noted'])
	}
)

test('a transparent picture lies on what its ink stands out from', async () => {
	await expectDrawing(await bytesOf(drawing('#000', null).png()), 'png')
	await expectDrawing(await bytesOf(drawing('#fff', null).png()), 'png', 'light')
	await expectDrawing(await bytesOf(drawing('#fff', null).webp()), 'webp', 'light')
	await expectDrawing(await bytesOf(drawing('#000', null).toColourspace('b-w').png()), 'png')
})

test('corners that were cut off a page of paper are paper', async () => {
	const round = `<svg width="240" height="120"><rect width="240" height="120" rx="40" fill="#f4f0e8"/>
		<path d="M70 20L66 100" stroke="#113" stroke-width="9"/></svg>`
	await expectDrawing(await bytesOf(sharp(Buffer.from(round)).png()), 'png')
})

test('of an animation the first frame is read, and it is said', async () => {
	const frames = await Promise.all([
		bytesOf(drawing('#113', '#eef').png()),
		bytesOf(drawing('#eef', '#eef').png()),
		bytesOf(drawing('#113', '#113').png())
	])
	for (const [format, file] of [
		['gif', sharp(frames, { join: { animated: true } }).gif()],
		['webp', sharp(frames, { join: { animated: true } }).webp()]
	] as const) {
		const { notes } = await expectDrawing(await bytesOf(file), format)
		expect(notes).toEqual(['the first of 3 frames'])
	}
})

test('an SVG drawing is as large as digits need, whatever it says of its size', async () => {
	const shapes = '<path d="M70 20L66 100" stroke="#113" stroke-width="9"/>'
	const svg = (head: string) =>
		textBytes(`<?xml version="1.0"?>\n<!-- a > b -->\n<svg xmlns="http://www.w3.org/2000/svg" ${head}>${shapes}</svg>`)
	const small = await look(svg('width="240" height="120"'))
	expect(small).toMatchObject({ format: 'svg', size: { width: 240, height: 120 }, kept: { width: 400, height: 200 } })
	expect(small.digits).toHaveLength(1)
	for (const head of [
		'viewBox="0 0 240 120"',
		'viewBox="0 0 240 120" width="1000000" height="500000"',
		`viewBox='0,0,240,120' width='100%'`
	]) {
		const seen = await look(svg(head))
		expect(seen.digits, head).toHaveLength(1)
		expect(Math.max(seen.kept.width, seen.kept.height)).toBeLessThanOrEqual(1200)
	}
	expect(await look(svg('viewBox="0 0 1000000 1000000"'))).toMatchObject({
		kept: { width: 1200, height: 1200 },
		digits: []
	})
})
