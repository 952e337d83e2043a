import { beforeAll, describe, expect, test } from 'vitest'
import { readMnist } from '../../../src/main/data/mnist.ts'
import { likenessLimit } from '../../../src/main/judge/unlike.ts'
import { directedEdges } from '../../../src/main/train/directed-edges.ts'
import { openLikeness, type Known } from '../../../src/main/train/likeness.ts'
import { random } from '../../../src/main/train/random.ts'
import { tf } from '../../../src/main/train/tf.ts'
import { startWasm } from '../../../src/main/train/wasm.ts'
import { worldHere } from '../../../src/main/world.ts'

const data = readMnist(worldHere({}).dataFolder)
const training = data.training.images.pixels
const digits = data.test.images.pixels.subarray(0, 500 * 784)
let known: Known
beforeAll(async () => {
	known = await openLikeness(training, data.training.labels)
})
const unlike = (fields: Uint8Array) => {
	const likeness = known.likeness(fields)
	return likeness.filter((one) => one < likenessLimit).length / likeness.length
}

describe('likeness', () => {
	test('is 1 for an image that is compared with, below 1 for one that is not, 0 for nothing', () => {
		const fields = Uint8Array.from([...training.subarray(0, 2 * 784), ...new Uint8Array(784)])
		const [same, other, nothing] = known.likeness(fields)
		expect(same).toBeCloseTo(1, 5)
		expect(other).toBeLessThan(0.95)
		expect(other).toBeGreaterThan(0.5)
		expect(nothing).toBe(0)
	})

	test('does not depend on what else is asked', () => {
		const all = known.likeness(digits)
		expect(known.likeness(digits.subarray(300 * 784, 301 * 784))[0]).toBeCloseTo(all[300] ?? NaN, 5)
	})

	test('lets nearly all digits pass, thick or thin, but no noise and no stripes', () => {
		expect(unlike(digits)).toBeLessThan(0.03)
		const source = random(1, 'noise')
		expect(unlike(Uint8Array.from({ length: 50 * 784 }, () => 255 * Number(source.next() < 0.2)))).toBe(1)
		const wave = (at: number, pitch: number) => Math.sin(((at % 28) + Math.floor((at % 784) / 28)) * pitch)
		const stripes = Uint8Array.from({ length: 5 * 784 }, (_, at) => 255 * Number(wave(at, 0.5 + at / 4000) > 0))
		expect(unlike(stripes)).toBe(1)
	})

	test('catches most digits that lie on their side', () => {
		const lying = digits.map((_, at) => {
			const [x, y, from] = [at % 28, Math.floor((at % 784) / 28), Math.floor(at / 784) * 784]
			return digits[from + (27 - x) * 28 + y] ?? 0
		})
		expect(unlike(lying)).toBeGreaterThan(0.5)
	})
})

test('the left edge of a bar is uphill to the right, the right one to the left, and nothing else is there', async () => {
	await startWasm()
	const bar = Uint8Array.from({ length: 784 }, (_, at) => 255 * Number(at % 28 >= 8 && at % 28 < 20))
	const values = tf.tidy(() => directedEdges(bar).dataSync())
	expect(values).toHaveLength(7 * 7 * 6)
	expect(Math.hypot(...values)).toBeCloseTo(1, 5)
	// the middle row of cells: centres at 2, 6, … 26; directions are 60° apart from 0°, to the right
	const cell = (column: number) => [...values.slice((3 * 7 + column) * 6, (3 * 7 + column + 1) * 6)]
	const strongest = (column: number) => cell(column).indexOf(Math.max(...cell(column)))
	expect([strongest(1), strongest(5)]).toEqual([0, 3])
	expect(cell(1)[3]).toBeLessThan(1e-6)
	// cos² 60° of it is seen 60° away
	expect((cell(1)[1] ?? NaN) / (cell(1)[0] ?? NaN)).toBeCloseTo(0.25, 3)
	expect(Math.max(...cell(3))).toBeLessThan(0.05)
})
