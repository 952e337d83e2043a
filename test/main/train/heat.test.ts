import { expect, test } from 'vitest'
import { heat } from '../../../src/main/train/heat.ts'

/** A network in one line: class 0 is the ink in the square from (10, 10) to (11, 11), class 1 what is missing there. */
function answers(fields: Uint8Array): Float32Array {
	const share = (from: number) =>
		[10, 11].flatMap((y) => [10, 11].map((x) => fields[from + 28 * y + x] ?? 0)).reduce((sum, byte) => sum + byte, 0) /
		1020
	return Float32Array.from({ length: (fields.length / 784) * 2 }, (_, at) => {
		const ink = share(Math.floor(at / 2) * 784)
		return at % 2 === 0 ? ink : 1 - ink
	})
}
const allInk = new Uint8Array(784).fill(255)
const at = (values: Float32Array, x: number, y: number) => values[28 * y + x]

test('the pixels on which an answer hangs fall the most, and those far away not at all', () => {
	const fall = heat(allInk, 28, 0, answers)
	expect(fall).toHaveLength(784)
	// each of the nine squares that cover one of the four covers all of them
	for (const [x, y] of [
		[10, 10],
		[11, 10],
		[10, 11],
		[11, 11]
	] as const)
		expect(at(fall, x, y)).toBe(1)
	expect(at(fall, 12, 10)).toBeCloseTo(6 / 9, 6)
	expect(at(fall, 14, 14)).toBeCloseTo(1 / 9, 6)
	expect(at(fall, 16, 10)).toBe(0)
	expect(at(fall, 0, 27)).toBe(0)
	expect(Math.max(...fall)).toBe(1)
})

test('what speaks against the other answer is below 0', () => {
	expect(at(heat(allInk, 28, 1, answers), 10, 10)).toBe(-1)
})

test('an empty field has nothing to cover', () => {
	let asked = 0
	const fall = heat(new Uint8Array(784), 28, 0, (fields) => {
		asked += fields.length / 784
		return answers(fields)
	})
	expect(asked).toBe(1)
	expect(fall.every((value) => value === 0)).toBe(true)
})
