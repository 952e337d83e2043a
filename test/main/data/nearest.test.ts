import { expect, test } from 'vitest'
import { readMnist } from '../../../src/main/data/mnist.ts'
import { nearestImages } from '../../../src/main/data/nearest.ts'
import { worldHere } from '../../../src/main/world.ts'

const data = readMnist(worldHere({}).dataFolder)
const pictureOf = ({ pixels }: { pixels: Uint8Array }, image: number) => pixels.subarray(image * 784, (image + 1) * 784)

/** Another way to the same: |a − b|² = |a|² + |b|² − 2 a·b, in shares rather than bytes, and all of them sorted. */
function sorted(images: number, picture: Uint8Array): { image: number; distance: number }[] {
	const { pixels } = data.training.images
	const own = picture.reduce((sum, byte) => sum + (byte / 255) ** 2, 0)
	return Array.from({ length: images }, (_, image) => {
		let length = 0
		let product = 0
		for (let pixel = 0; pixel < 784; pixel++) {
			const share = (pixels[image * 784 + pixel] ?? 0) / 255
			length += share * share
			product += (share * (picture[pixel] ?? 0)) / 255
		}
		return { image, distance: Math.sqrt(Math.max(0, length + own - 2 * product)) }
	}).sort((a, b) => a.distance - b.distance || a.image - b.image)
}

test.each([0, 4321, 9999])(
	'the nearest training images of test image %i are those that another formula finds',
	(image) => {
		const picture = pictureOf(data.test.images, image)
		const found = nearestImages(data.training.images.pixels, picture, 12, null)
		const expected = sorted(60_000, picture).slice(0, 12)
		expect(found.map((one) => one.image)).toEqual(expected.map((one) => one.image))
		for (const [place, { distance }] of found.entries())
			expect(distance).toBeCloseTo(expected[place]?.distance ?? NaN, 6)
	}
)

test('a training image is not its own neighbour, but its twin is', () => {
	const [picture, other] = [pictureOf(data.training.images, 5), pictureOf(data.training.images, 6)]
	const images = Uint8Array.from([...picture, ...other, ...picture])
	expect(nearestImages(images, picture, 5, 0)).toEqual([
		{ image: 2, distance: 0 },
		{
			image: 1,
			distance: expect.closeTo(
				Math.hypot(...[...picture].map((byte, at) => (byte - (other[at] ?? 0)) / 255)),
				9
			) as number
		}
	])
})

test('of images that are equally far the earlier comes first', () => {
	expect(nearestImages(Uint8Array.of(3, 1, 3, 1), Uint8Array.of(2), 3, null).map((one) => one.image)).toEqual([0, 1, 2])
})

test('all 60,000 are looked at in well under 150 ms', () => {
	const times = Array.from({ length: 9 }, (_, at) => {
		const before = process.threadCpuUsage()
		nearestImages(data.training.images.pixels, pictureOf(data.test.images, at * 1000), 8, null)
		const { user, system } = process.threadCpuUsage(before)
		return (user + system) / 1000
	}).sort((a, b) => a - b)
	// computing time, and the middle of nine: the machine may be doing something else
	expect(times[4]).toBeLessThan(150)
})
