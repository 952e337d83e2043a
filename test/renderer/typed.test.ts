import { describe, expect, it } from 'vitest'
import { readNumber, writeNumber } from '../../src/renderer/parts/number.ts'

describe('a number that is typed', () => {
	it('is read in every form a person writes it', () => {
		expect(readNumber('0.01', false)).toBe(0.01)
		expect(readNumber(' 1e-7 ', false)).toBe(1e-7)
		expect(readNumber('.3', false)).toBe(0.3)
		expect(readNumber('60,000', false)).toBe(60_000)
		expect(readNumber('-1', false)).toBe(-1)
	})

	it('stays as it was typed while it is none, to be refused in words', () => {
		for (const text of ['abc', '1e', '0,01', '0,001', '1,00', '0x10', 'Infinity', '-', '1 2'])
			expect(readNumber(text, false)).toBe(text)
	})

	it('is nothing when an optional field is left empty, and missing when another one is', () => {
		expect(readNumber(' ', true)).toBeNull()
		expect(readNumber(' ', false)).toBe('')
	})

	it('is shown as it is kept', () => {
		expect(writeNumber(0.0000001)).toBe('1e-7')
		expect(writeNumber(null)).toBe('')
		expect(writeNumber('1e')).toBe('1e')
	})
})
