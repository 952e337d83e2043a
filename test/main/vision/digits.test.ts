import { expect, test } from 'vitest'
import { findDigits } from '../../../src/main/vision/digits.ts'

test.each([true, false])('a digit is found among more specks than a call takes (as one digit: %s)', (whole) => {
	const digit = { label: 1, area: 900, box: { left: 0, top: 0, right: 60, bottom: 90 } }
	const specks = Array.from({ length: 200_000 }, (_, at) => {
		const [left, top] = [3 * (at % 390) + 30, 2 * Math.floor(at / 390)]
		return { label: at + 2, area: 1, box: { left, top, right: left + 1, bottom: top + 1 } }
	})
	expect(findDigits([digit, ...specks], whole)).toEqual([{ box: digit.box, area: 900, labels: [1] }])
})
