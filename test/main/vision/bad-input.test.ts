import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readPicture, seePicture } from '../../../src/main/vision/read-picture.ts'
import { LabProblem } from '../../../src/shared/problems.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { bitmap, bytesOf, drawing, textBytes } from './pictures.ts'

const settings = readingSettings.parse({})
const look = async (file: Uint8Array<ArrayBuffer>, name = 'seven.png') =>
	readPicture(await seePicture(file, name, settings))

test.each([
	['text', textBytes('seven'), /^seven\.png is no picture that can be read here\. PNG, JPEG, /],
	['nothing', new Uint8Array(), /^seven\.png is empty\.$/],
	['HTML', textBytes('<!doctype html><html><svg></svg></html>'), /^seven\.png is .* not understood/],
	['a HEIC photo', textBytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), /^seven\.png is a HEIC photo.* Save it as JPEG/],
	['a BMP file of 1987', textBytes('BM' + '\x0c\0\0\0'.repeat(20)), /^seven\.png is damaged.* before 1990/],
	['an SVG drawing that does not end', textBytes('<svg width="10" height="10"><path d="M0'), /^seven\.png is damaged/],
	['an SVG drawing without a size', textBytes('<svg viewBox="0 0 0 0"></svg>'), /^seven\.png is damaged.*no size/]
])('%s is refused with a sentence', async (_, file, sentence) => {
	await expect(look(file)).rejects.toThrow(sentence)
	await expect(look(file)).rejects.toBeInstanceOf(LabProblem)
})

test('a picture that was cut off is refused, whatever its format', async () => {
	const page = drawing('#113', '#eef').resize(960)
	for (const whole of [
		await bytesOf(page.clone().jpeg()),
		await bytesOf(page.clone().png()),
		await bytesOf(page.clone().webp()),
		await bytesOf(page.clone().tiff()),
		bitmap({ width: 300, height: 300, bits: 24, down: false }, (x, y) => [x % 256, y % 256, 0])
	])
		await expect(look(whole.slice(0, whole.length / 2), 'scan.jpg')).rejects.toThrow(/^scan\.jpg is damaged, cut off/)
})

/** A PNG that claims a size, with as little behind it as there can be. */
function claiming(width: number, height: number): Uint8Array<ArrayBuffer> {
	const chunk = (kind: string, data: Uint8Array) => {
		const body = Buffer.concat([Buffer.from(kind), data])
		const whole = Buffer.alloc(body.length + 8)
		whole.writeUInt32BE(data.length)
		body.copy(whole, 4)
		whole.writeUInt32BE(crc32(body), body.length + 4)
		return whole
	}
	const head = Buffer.alloc(13)
	head.writeUInt32BE(width, 0)
	head.writeUInt32BE(height, 4)
	// one bit a pixel, grey
	head.set([1, 0, 0, 0, 0], 8)
	const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height))
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
	return Uint8Array.from(
		Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
	)
}

test('a picture of 30,000 × 30,000 pixels is refused by its head, without memory for its pixels', async () => {
	const file = claiming(30_000, 30_000)
	expect(file.length).toBeLessThan(200_000)
	const before = process.memoryUsage().rss
	const from = performance.now()
	await expect(look(file)).rejects.toThrow(
		'seven.png claims 30000 × 30000 pixels; up to 120 million can be read. Make it smaller and try again.'
	)
	expect(performance.now() - from).toBeLessThan(1000)
	expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20)
	// the same file is a picture where its size is one
	expect(await look(claiming(300, 300))).toMatchObject({ digits: [], ink: null })
	const bmp = bitmap({ width: 8, height: 8, bits: 24, down: false }, () => [0, 0, 0])
	new DataView(bmp.buffer).setInt32(18, 30_000, true)
	new DataView(bmp.buffer).setInt32(22, 30_000, true)
	await expect(look(bmp)).rejects.toThrow(/^seven\.png is damaged.*pixels are missing/)
})

test('where there is no ink, it is said', async () => {
	const flat = { create: { width: 300, height: 200, channels: 3, background: '#aac' } } as const
	const dot = { create: { width: 1, height: 1, channels: 3, background: '#123' } } as const
	const clear = { create: { width: 90, height: 90, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } } as const
	for (const picture of [flat, dot, clear])
		expect(await look(await bytesOf(sharp(picture).png()))).toMatchObject({
			digits: [],
			ink: null,
			notes: ['no ink was found']
		})
})

test('an SVG drawing reads no other file, runs no script, and cannot grow', async () => {
	const svg = (inside: string, head = '') =>
		textBytes(
			`${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="200">${inside}</svg>`
		)
	const other = `file://${import.meta.dirname}/../../../docs/run.png`
	for (const inside of [
		`<image href="${other}" width="200" height="200"/>`,
		`<image xlink:href="${other}" width="200" height="200"/>`,
		`<style>@import url(${other}); rect { fill: url(${other}) }</style>`,
		`<script>document.documentElement.innerHTML = '<rect width="90" height="90"/>'</script>`
	])
		expect((await look(svg(inside))).digits, inside).toEqual([])
	const entity = `<!DOCTYPE svg [<!ENTITY page SYSTEM "${other}">]>`
	await look(svg('<text y="50">&page;</text>', entity)).then(
		({ digits }) => expect(digits).toEqual([]),
		(error: unknown) => expect(error).toBeInstanceOf(LabProblem)
	)
	const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)
	const from = performance.now()
	const billion = svg('<text y="50">&l12;</text>', `<!DOCTYPE svg [<!ENTITY l0 "ha">${laughs.join('')}]>`)
	await look(billion).catch((error: unknown) => expect(error).toBeInstanceOf(LabProblem))
	expect(performance.now() - from).toBeLessThan(2_000)
})

test('a picture inside an SVG drawing is looked at by its head too, however it is written', async () => {
	const svg = (inside: string, head = '') =>
		textBytes(`${head}<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">${inside}</svg>`)
	const base64 = (file: Uint8Array) => Buffer.from(file).toString('base64')
	const small = base64(await bytesOf(drawing('#113', '#eef').png()))
	expect(
		(
			await look(
				svg(`<image width="200" height="200" preserveAspectRatio="none" href="data:image/png;base64,${small}"/>`)
			)
		).digits
	).not.toEqual([])
	const bomb = base64(claiming(13_000, 13_000))
	const tooLarge = /^seven\.png claims 13000 × 13000 pixels; up to 120 million/
	for (const inside of [
		`<image href="data:image/png;base64,${bomb}"/>`,
		`<image href='&#x64;a&#116;a:image/png;base64,${bomb}'/>`,
		`<x:image xmlns:x="http://www.w3.org/2000/svg" href="data:;base64,\n${bomb.replaceAll('/', '%2F')}"/>`,
		`<filter id="f"><feImage href="data:image/png;base64,${bomb}"/></filter>`
	])
		await expect(look(svg(inside))).rejects.toThrow(tooLarge)
	const entity = `<!DOCTYPE svg [<!ENTITY d "data:image/png;base64,">]>`
	await expect(look(svg(`<image href="&d;${bomb}"/>`, entity))).rejects.toThrow(/^seven\.png .*entities and pictures/)
	const nested = base64(svg('<rect width="9" height="9"/>'))
	await expect(look(svg(`<image href="data:image/svg+xml;base64,${nested}"/>`))).rejects.toThrow(/another inside/)
	const prefixed =
		'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="9" height="9"><svg:rect width="9" height="9"/></svg:svg>'
	await expect(look(textBytes(prefixed))).rejects.toThrow(/does not begin with its svg element/)
})

test('damaged bytes are read or refused with a sentence that begins with the name', async () => {
	// a small generator with a fixed start, so that what fails fails again (Park and Miller 1988)
	let state = 20_260_101
	const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
	const small = drawing('#113', '#eef').resize(80)
	const files = [
		await bytesOf(small.clone().png()),
		await bytesOf(small.clone().jpeg()),
		await bytesOf(small.clone().webp()),
		await bytesOf(small.clone().gif()),
		await bytesOf(small.clone().tiff({ compression: 'lzw' })),
		await bytesOf(small.clone().avif({ effort: 0 })),
		bitmap({ width: 40, height: 30, bits: 8, down: true }, (x) => [x > 18 && x < 23 ? 0 : 255, 9, 9]),
		textBytes('<svg viewBox="0 0 90 90" width="9cm"><path d="M45 9L40 80" stroke="#113" stroke-width="9"/></svg>')
	]
	for (const file of files)
		for (let round = 0; round < 25; round++) {
			const damaged = file.slice(0, round % 5 === 0 ? random(file.length) : file.length)
			for (let n = 0; n <= round % 4; n++) damaged[random(round % 2 ? 64 : file.length)] = random(256)
			await look(damaged).then(
				({ digits }) => expect(digits.length).toBeLessThan(1000),
				(error: unknown) => {
					expect(error).toBeInstanceOf(LabProblem)
					expect(String(error)).toMatch(/^LabProblem: seven\.png [^]*\.$/)
				}
			)
		}
})
