import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { inRow, page, type Placed } from '../../../bench/parts/page.ts'
import { photograph, plain, randomFrom, type Photo } from '../../../bench/parts/photo.ts'
import { readImages } from '../../../src/main/data/part.ts'
import { seePicture } from '../../../src/main/vision/read-picture.ts'
import { worldHere } from '../../../src/main/world.ts'
import { readingSettings } from '../../../src/shared/vision.ts'

const settings = readingSettings.parse({})
let pixels: Uint8Array
const imageOf = (image: number) => pixels.slice(image * 784, (image + 1) * 784)

beforeAll(async () => {
	pixels = (await readImages(worldHere({ home: '' }).dataFolder, 'test')).pixels
})

/** How alike two fields are: the correlation of their pixels, 1 for the same. */
function likeness(a: Uint8Array, b: Uint8Array): number {
	const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length
	const [meanA, meanB] = [mean(a), mean(b)]
	let [both, ofA, ofB] = [0, 0, 0]
	for (let place = 0; place < a.length; place++) {
		const [x, y] = [(a[place] ?? 0) - meanA, (b[place] ?? 0) - meanB]
		both += x * y
		ofA += x * x
		ofB += y * y
	}
	return both / Math.sqrt(ofA * ofB)
}

/** The middle of how alike some test images and what is read from photos of them are. */
async function usualLikeness(photo: Partial<Photo>, count: number): Promise<number> {
	const found: number[] = []
	for (let image = 0; image < count; image++) {
		const file = await photograph(imageOf(image), photo, randomFrom(image))
		const { reading } = await seePicture(file, 'a photo', settings)
		expect(reading.digits, `image ${image}`).toHaveLength(1)
		found.push(likeness(reading.digits[0]?.field ?? new Uint8Array(784), imageOf(image)))
	}
	return found.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0
}

test("MNIST's recipe gives MNIST's own images back: blown up to 400 pixels and read, they are nearly themselves", async () => {
	expect(await usualLikeness({}, 20)).toBeGreaterThan(0.97)
})

test('a photo gives nearly the same field as the scan, wherever the digit lies and however it looks', async () => {
	const ruled = (x: number, y: number) => (Math.abs(((y + 0.01 * x) % 0.2) - 0.1) < 0.005 ? 1 : 0)
	const corners = (x: number, y: number) => 1 - 1.3 * ((x - 0.5) ** 2 + (y - 0.5) ** 2)
	for (const photo of [
		{ share: 0.4, middle: [0.3, 0.7] as const, as: 'jpeg 40' as const },
		{ ink: [255, 255, 255] as const, paper: [0, 0, 0] as const, noise: 20 },
		{ ink: [230, 120, 20] as const, paper: [226, 240, 214] as const, light: corners, as: 'jpeg' as const },
		{ light: (x: number) => 0.5 + 0.5 * Math.min(1, Math.max(0, (x - 0.5) * 10)), as: 'jpeg' as const },
		{ print: { at: ruled, colour: [150, 180, 220] as const } },
		{ print: { at: (x: number, y: number) => (x < 0.07 || y < 0.1 ? 1 : 0), colour: [50, 40, 35] as const } },
		{ as: 'transparent' as const, ink: [255, 255, 255] as const }
	])
		expect(await usualLikeness(photo, 5), JSON.stringify({ ...plain, ...photo })).toBeGreaterThan(0.94)
})

test('hairlines and brush strokes become as wide as strokes of MNIST, and it is said by how much', async () => {
	const drawn = (width: number) =>
		`<svg width="300" height="300"><rect width="300" height="300" fill="#fff"/>
		<path d="M90 60C160 20 230 90 190 140C170 165 130 180 80 250L230 240" fill="none" stroke="#123" stroke-width="${width}"/></svg>`
	const widthIn = async (stroke: number) => {
		const file = Uint8Array.from(
			await sharp(Buffer.from(drawn(stroke)))
				.png()
				.toBuffer()
		)
		const { reading } = await seePicture(file, 'a two', settings)
		return reading.digits[0]?.stroke ?? { width: 0, change: 0 }
	}
	// the figure is about 190 pixels high, which become 20
	const hair = await widthIn(3)
	expect(hair.width).toBeCloseTo((3 * 20) / 190, 0)
	expect(hair.width + hair.change).toBeCloseTo(1.5, 1)
	expect(await widthIn(24)).toMatchObject({ change: 0 })
	const brush = await widthIn(60)
	expect(brush.width + brush.change).toBeCloseTo(4.2, 1)
	// nothing is drawn around it: a widened stroke leaves the corners of its field black
	const file = Uint8Array.from(
		await sharp(Buffer.from(drawn(1)))
			.png()
			.toBuffer()
	)
	const { reading } = await seePicture(file, 'a two', settings)
	const { boxed } = reading.digits[0] ?? { boxed: { values: [1] } }
	expect(boxed.values[0]).toBe(0)
})

async function expectOrder(placed: readonly Placed[], width: number, height: number): Promise<void> {
	const { reading, decoded } = await seePicture(await page(width, height, placed, imageOf), 'a page', settings)
	expect(reading.digits).toHaveLength(placed.length)
	for (const [place, { left, top, side }] of placed.entries()) {
		const { box } = reading.digits[place] ?? { box: { left: 0, top: 0, right: 0, bottom: 0 } }
		const scale = width / decoded.width
		expect(Math.abs(((box.left + box.right) / 2) * scale - left - side / 2)).toBeLessThan(0.3 * side)
		expect(Math.abs(((box.top + box.bottom) / 2) * scale - top - side / 2)).toBeLessThan(0.3 * side)
	}
}

test('a telephone number is read from left to right', async () => {
	for (const first of [0, 100, 200, 300]) {
		const images = Array.from({ length: 10 }, (_, n) => first + n)
		await expectOrder(inRow(images, { left: 40, top: 60, side: 84 }, 5, imageOf), 1000, 220)
	}
})

test('a column of answers is read row by row', async () => {
	for (const first of [20, 120, 220]) {
		const rows = [2, 1, 3, 2, 1].flatMap((count, row) =>
			inRow(
				Array.from({ length: count }, (_, n) => first + row * 3 + n),
				{ left: 50 + 23 * (row % 3), top: 20 + 100 * row, side: 84 },
				4,
				imageOf
			)
		)
		await expectOrder(rows, 460, 540)
	}
})

test('a pair that touches is mostly said to touch, and single digits are not', async () => {
	const touching = async (placed: Placed[]) => {
		const { reading } = await seePicture(await page(420, 260, placed, imageOf), 'a page', settings)
		return reading.digits.length > 1 || reading.digits.some((digit) => digit.touching)
	}
	let [pairs, singles] = [0, 0]
	for (let image = 400; image < 440; image++) {
		if (await touching(inRow([image, image + 100], { left: 60, top: 60, side: 140 }, -2, imageOf))) pairs++
		if (await touching(inRow([image], { left: 60, top: 60, side: 140 }, 0, imageOf))) singles++
	}
	expect(pairs).toBeGreaterThanOrEqual(20)
	expect(singles).toBeLessThanOrEqual(2)
})
