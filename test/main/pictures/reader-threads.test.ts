import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { readersOf, readerSetup } from '../../../src/main/pictures/reader-threads.ts'
import type { Readers } from '../../../src/main/pictures/readers.ts'
import { worldHere } from '../../../src/main/world.ts'
import { wholeSteps } from '../../../src/shared/pictures.ts'
import { readingSettings } from '../../../src/shared/vision.ts'

const settings = readingSettings.parse({})
const { reader } = worldHere({ home: '' })
const opened: Readers[] = []

afterEach(async () => {
	for (const readers of opened.splice(0)) await readers.close()
})

function open(file: URL | string = reader, setup = readerSetup(2)): Readers {
	const program = typeof file === 'string' ? new URL(`data:text/javascript,${encodeURIComponent(file)}`) : file
	const readers = readersOf(program, setup)
	opened.push(readers)
	return readers
}

/** A one: a stroke on paper. */
const one = async () =>
	Uint8Array.from(
		await sharp(
			Buffer.from('<svg width="200" height="200"><path d="M105 30L95 170" stroke="#124" stroke-width="14"/></svg>')
		)
			.flatten({ background: '#eee' })
			.png()
			.toBuffer()
	)

test('threads read many pictures at once, and show the steps of each', async () => {
	const readers = open()
	const file = await one()
	const read = await Promise.all(Array.from({ length: 6 }, (_, n) => readers.read(file, `${n}.png`, settings)))
	for (const picture of read) {
		expect(picture).toMatchObject({
			format: 'png',
			size: { width: 200, height: 200 },
			ink: 'dark',
			notes: [],
			lines: 0
		})
		expect(picture.digits).toEqual(read[0]?.digits)
		expect(Buffer.compare(picture.file, file)).toBe(0)
		expect((await sharp(await readers.thumbnail(file)).metadata()).width).toBe(67)
	}
	const [digit] = read[0]?.digits ?? []
	if (!digit) throw new Error('no digit was found')
	const { left, top, right, bottom } = digit.box
	expect([left, top, right, bottom].map((side) => Math.round(side / 10))).toEqual([9, 3, 11, 17])
	for (const step of wholeSteps) {
		const { width, format } = await sharp(await readers.step(file, settings, step, null)).metadata()
		expect({ width, format }, step).toEqual({ width: 200, format: 'png' })
	}
	const png = await readers.step(file, settings, 'field', 0)
	const field = await sharp(png).extractChannel(0).raw().toBuffer()
	expect(Buffer.compare(field, digit.field)).toBe(0)
	await expect(readers.step(file, settings, 'cut', 1)).rejects.toThrow('There is no such digit in this picture.')
})

test('a large file is kept smaller, and gives the same digits when it is read again', async () => {
	const readers = open()
	const file = Uint8Array.from(
		await sharp(await one())
			.resize(2400, 2400)
			.raw()
			.toBuffer({ resolveWithObject: true })
			.then(({ data }) =>
				sharp(
					data.map((value, place) => value - ((place * 7919) % 16)),
					{ raw: { width: 2400, height: 2400, channels: 3 } }
				)
					.png({ compressionLevel: 0 })
					.toBuffer()
			)
	)
	const first = await readers.read(file, 'large.png', settings)
	expect(first).toMatchObject({ format: 'png', size: { width: 2400 }, kept: { width: 1200, height: 1200 } })
	expect(first.file.length).toBeLessThan(2 ** 21)
	const again = await readers.read(first.file, 'large.png', settings)
	expect(again.digits).toEqual(first.digits)
	expect(Buffer.compare(again.file, first.file)).toBe(0)
})

test('what cannot be read is refused with a sentence, and the others are read', async () => {
	const readers = open()
	const [read, refused] = await Promise.allSettled([
		readers.read(await one(), 'one.png', settings),
		readers.read(new TextEncoder().encode('seven'), 'seven.png', settings)
	])
	expect(read.status).toBe('fulfilled')
	expect(refused).toMatchObject({ reason: { code: 'BAD_DATA', message: /^seven\.png is no picture/ } })
})

// threads that do not do what a reader does
const dies = `import { parentPort } from 'node:worker_threads'
	parentPort.on('message', ({ id, kind, name }) => {
		if (name === 'bad.png') throw new Error('out of order')
		if (name === 'endless.png') for (;;);
		if (name !== 'slow.png') parentPort.postMessage({ kind, id, picture: { format: name }, file: null })
	})`

test('a thread that dies answers with a sentence, and another one goes on with what waits', async () => {
	const readers = open(dies, { threads: 1, seconds: 20 })
	const names = ['a.png', 'bad.png', 'b.png']
	const answers = await Promise.allSettled(names.map((name) => readers.read(new Uint8Array(1), name, settings)))
	expect(answers).toMatchObject([
		{ value: { format: 'a.png' } },
		{ reason: { code: 'NOT_NOW', message: /^bad\.png could not be read: .* \(out of order\)\. Try it again\.$/ } },
		{ value: { format: 'b.png' } }
	])
})

test('a picture that takes too long is given up, and the others are read', async () => {
	const readers = open(dies, { threads: 1, seconds: 0.5 })
	const names = ['endless.png', 'b.png']
	const answers = await Promise.allSettled(names.map((name) => readers.read(new Uint8Array(1), name, settings)))
	expect(answers).toMatchObject([
		{ reason: { message: /^endless\.png takes longer than 0\.5 seconds/ } },
		{ value: { format: 'b.png' } }
	])
})

test('when the lab closes, everything that waits is answered', async () => {
	const readers = open(dies, { threads: 1, seconds: 20 })
	const names = ['slow.png', 'b.png']
	const answers = Promise.allSettled(names.map((name) => readers.read(new Uint8Array(1), name, settings)))
	await readers.close()
	expect(await answers).toMatchObject(
		names.map((name) => ({
			reason: { code: 'NOT_NOW', message: expect.stringMatching(`^${name} was not read`) as string }
		}))
	)
	await expect(readers.read(new Uint8Array(1), 'c.png', settings)).rejects.toThrow(
		'c.png was not read: the lab is being closed.'
	)
})
