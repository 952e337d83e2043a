import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { randomFrom } from '../../../bench/parts/photo.ts'
import { nearestImages } from '../../../src/main/data/nearest.ts'
import { readImages, readLabels } from '../../../src/main/data/part.ts'
import { seePicture } from '../../../src/main/vision/read-picture.ts'
import { worldHere } from '../../../src/main/world.ts'
import { readingSettings } from '../../../src/shared/vision.ts'

const settings = readingSettings.parse({})
let training: { pixels: Uint8Array; labels: Uint8Array }

beforeAll(async () => {
	const { dataFolder } = worldHere({ home: '' })
	const { pixels } = await readImages(dataFolder, 'training')
	training = { pixels, labels: await readLabels(dataFolder, 'training') }
})

/** What the nearest of MNIST's training images is: a judge that needs no training, right in 97 of 100 of its test images. */
async function nearestOf(file: Uint8Array<ArrayBuffer>): Promise<number> {
	const { reading } = await seePicture(file, 'a digit', settings)
	expect(reading.digits).toHaveLength(1)
	const [found] = nearestImages(training.pixels, reading.digits[0]?.field ?? new Uint8Array(784), 1, null)
	return training.labels[found?.image ?? 0] ?? -1
}

/** The ten digits as one goes over them with a pen, in a box of 100 × 140. */
const strokes = [
	'52,12 30,25 18,60 22,100 40,126 62,122 80,96 84,60 76,28 54,12',
	'50,12 51,70 50,128',
	'18,40 26,18 50,8 74,20 78,44 60,76 36,102 16,126 86,124',
	'20,22 44,8 68,16 74,38 60,58 40,64 66,68 82,88 76,116 50,130 24,124 14,110',
	'24,12 22,40 18,72 50,74 80,70|70,14 66,70 64,128',
	'80,14 28,14 22,62 50,52 74,64 80,92 66,122 38,128 14,112',
	'72,12 44,36 24,72 20,104 34,128 60,130 78,112 76,88 56,76 32,84 20,104',
	'14,16 82,16 60,70 40,128',
	'74,26 56,8 32,16 28,40 48,62 72,82 78,104 60,130 32,126 20,102 34,76 62,58 76,36 72,22',
	'76,40 62,12 36,10 20,32 26,60 48,66 70,50 76,36 74,80 66,128'
]

async function drawn(digit: number, width: number, jitter: number): Promise<Uint8Array<ArrayBuffer>> {
	const random = randomFrom(digit)
	const moved = (place: string) => Number(place) + 60 + jitter * (random() - 0.5)
	const paths = (strokes[digit] ?? '').split('|').map((stroke) => {
		const points = stroke.split(' ').map((point) => point.split(',').map(moved).join(' '))
		return `<path d="M${points.join('L')}" fill="none" stroke="#124" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
	})
	const svg = `<svg width="220" height="260"><rect width="220" height="260" fill="#f4f2ea"/>${paths.join('')}</svg>`
	return Uint8Array.from(await sharp(Buffer.from(svg)).jpeg({ quality: 75 }).toBuffer())
}

test.each([
	['a fine pen', 2, 2],
	['a mouse', 12, 10],
	['a thick brush', 26, 4]
])('digits drawn with %s are read', async (_, width, jitter) => {
	const said: number[] = []
	for (let digit = 0; digit < 10; digit++) said.push(await nearestOf(await drawn(digit, width, jitter)))
	expect(said.filter((one, digit) => one === digit).length, said.join()).toBeGreaterThanOrEqual(9)
})

test('scans of 8 × 8 pixels from other people are read, small as they are and blown up', async () => {
	const { digits } = JSON.parse(readFileSync(new URL('scans-8x8.json', import.meta.url), 'utf8')) as {
		digits: { digit: number; rows: string[] }[]
	}
	let [small, large] = [0, 0]
	for (const { digit, rows } of digits) {
		const bytes = Uint8Array.from(rows.join(''), (figure) => 255 - 17 * parseInt(figure, 16))
		const scan = sharp(bytes, { raw: { width: 8, height: 8, channels: 1 } })
		const framed = await scan.extend({ top: 2, bottom: 2, left: 2, right: 2, background: '#fff' }).png().toBuffer()
		if ((await nearestOf(Uint8Array.from(framed))) === digit) small++
		if ((await nearestOf(Uint8Array.from(await sharp(framed).resize(300).jpeg().toBuffer()))) === digit) large++
	}
	// so coarse that the nearest image is right three times in four; a convolutional network is right in 94 of 100
	expect(small, `${small} of ${digits.length}`).toBeGreaterThanOrEqual(22)
	expect(large, `${large} of ${digits.length}`).toBeGreaterThanOrEqual(22)
})
