import { tmpdir } from 'node:os'
import { beforeAll, expect, test } from 'vitest'
import { affine } from '../../../src/main/train/affine.ts'
import { augmented } from '../../../src/main/train/augment.ts'
import { openBackend } from '../../../src/main/train/backend.ts'
import { knots, net } from '../../../src/main/train/elastic.ts'
import { named, pick } from '../../../src/main/train/graph/arrays.ts'
import { augment } from '../../../src/main/train/graph/augment.ts'
import { Graph } from '../../../src/main/train/graph/graph.ts'
import { whole } from '../../../src/main/train/graph/ops.ts'
import { openSession } from '../../../src/main/train/graph/session.ts'
import { random } from '../../../src/main/train/random.ts'

beforeAll(async () => {
	expect(await openBackend('native')).toMatchObject({ kind: 'native' })
})

const none = { rotation: 0, scale: 0, shear: 0, shift: 0, elastic: 0 }
const plain = {
	add: (a: number, b: number) => a + b,
	multiply: (a: number, b: number) => a * b,
	divide: (a: number, b: number) => a / b,
	cosine: Math.cos,
	sine: Math.sin
}

test('each change alone moves a point as its name says, about the middle', () => {
	const from = (
		change: Partial<typeof none>,
		draws: [number, number, number, number, number],
		x: number,
		y: number
	) => {
		const [a0 = 0, a1 = 0, a2 = 0, b0 = 0, b1 = 0, b2 = 0] = affine({ ...none, ...change }, draws, [13.5, 13.5], plain)
		return [a0 * x + a1 * y + a2, b0 * x + b1 * y + b2].map((value) => Math.round(value * 1e9) / 1e9 + 0)
	}
	expect(from({}, [1, 1, 1, 1, 1], 3, 7)).toEqual([3, 7])
	expect(from({ shift: 2 }, [0, 0, 0, 1, -0.5], 3, 7)).toEqual([5, 6])
	// a quarter turn, which no recipe may ask for: the middle stays, a corner goes to the next one
	expect(from({ rotation: 90 }, [1, 0, 0, 0, 0], 13.5, 13.5)).toEqual([13.5, 13.5])
	expect(from({ rotation: 90 }, [1, 0, 0, 0, 0], 0, 0)).toEqual([27, 0])
	// half as large again: what is shown at the edge was nearer to the middle
	expect(from({ scale: 0.5 }, [0, 1, 0, 0, 0], 13.5 + 3, 13.5)).toEqual([13.5 + 2, 13.5])
	expect(from({ shear: 0.5 }, [0, 0, 1, 0, 0], 13.5, 13.5 + 4)).toEqual([13.5 + 2, 13.5 + 4])
})

test('the knots of the net count for every pixel 1 together, as cubic splines do', () => {
	const [height, width] = [20, 36]
	const counts = net(height, width)
	for (let place = 0; place < height * width; place++) {
		let sum = 0
		for (let knot = 0; knot < knots; knot++) sum += counts[knot * height * width + place] ?? 0
		expect(sum).toBeCloseTo(1, 5)
	}
	// scipy.interpolate.BSpline.basis_element([0, 1, 2, 3, 4]) at 3.5, 2.5, 1.5 and 0.5: the middle of a part
	const middle = [0.020833333333333332, 0.4791666666666667, 0.4791666666666667, 0.020833333333333332]
	const square = net(28, 28)
	for (const [row, above] of middle.entries())
		for (const [column, beside] of middle.entries())
			expect(square[(7 * row + column) * 784 + 3 * 28 + 3]).toBeCloseTo(above * beside, 6)
})

test.each([
	[28, 28, 0],
	[20, 36, 0],
	[28, 28, 3],
	[20, 36, 5]
])('both engines make the same picture of %i × %i, bent by %i, of the same draws', (height, width, elastic) => {
	const size = height * width
	const settings = { rotation: 15, scale: 0.1, shear: 0.2, shift: 2.5, elastic }
	const each = elastic > 0 ? 5 + 2 * knots : 5
	const count = 6
	const source = random('augment')
	const pixels = Float32Array.from({ length: count * size }, () => source.next())
	// the layers engine draws all numbers for one image after another
	const draws = random('draws')
	const drawn = Array.from({ length: count }, () => Array.from({ length: each }, () => draws.next()))
	const graph = new Graph()
	const input = graph.placeholder('pixels', 'float32', [-1, size])
	const numbers = graph.placeholder('draws', 'float32', [-1, count])
	const knotted = graph.placeholder('bends', 'float32', [-1, 2 * knots])
	const draw = (which: number, each?: number) => (each === undefined ? pick(numbers, whole(graph, which)) : knotted)
	const output = named('augmented', augment(settings, input, [height, width, 1], draw))
	const session = openSession(graph, tmpdir())
	const byNumber = [0, 1, 2, 3, 4].flatMap((which) => drawn.map((one) => one[which] ?? NaN))
	const bends = drawn.flatMap((one) => one.slice(5))
	const [found] = session.run(
		[
			{ to: input, values: pixels, shape: [count, size] },
			{ to: numbers, values: Float32Array.from(byNumber), shape: [5, count] },
			...(elastic > 0 ? [{ to: knotted, values: Float32Array.from(bends), shape: [count, 2 * knots] }] : [])
		],
		[output]
	)
	session.close()
	const expected = augmented(settings, pixels, [height, width, 1], random('draws'))
	let most = 0
	for (const [place, value] of expected.entries()) most = Math.max(most, Math.abs(value - (found?.[place] ?? NaN)))
	expect(most).toBeLessThan(1e-3)
	// and something has moved
	expect(Math.max(...expected.map((value, place) => Math.abs(value - (pixels[place] ?? 0))))).toBeGreaterThan(0.3)
})
