import { describe, expect, it } from 'vitest'
import { bytes, count, loss, moment, percent, plural, roughly, seconds } from '../../src/shared/format.ts'

describe('numbers as the page writes them', () => {
	it('groups thousands', () => {
		expect(count(118_282)).toBe('118,282')
		expect(count(7)).toBe('7')
	})

	it('counts one and many', () => {
		expect(plural(1, 'epoch')).toBe('1 epoch')
		expect(plural(10_000, 'epoch')).toBe('10,000 epochs')
	})

	it('writes shares as percent and never rounds up to a perfect score', () => {
		expect(percent(0.9722)).toBe('97.22 %')
		expect(percent(0.9722, 0)).toBe('97 %')
		expect(percent(1)).toBe('100.00 %')
		expect(percent(0.99999)).toBe('99.99 %')
		expect(percent(null)).toBe('–')
		expect(percent(NaN)).toBe('–')
	})

	it('keeps small and large losses readable', () => {
		expect(loss(0.08412)).toBe('0.0841')
		expect(loss(12.345)).toBe('12.35')
		expect(loss(0.000_003_12)).toBe('3.1e-6')
		expect(loss(0)).toBe('0.0000')
		expect(loss(null)).toBe('–')
		expect(loss(Infinity)).toBe('–')
	})

	it('writes sizes in binary units', () => {
		expect(bytes(40)).toBe('40 B')
		expect(bytes(118_282 * 4)).toBe('462 KiB')
		expect(bytes(669_706 * 4)).toBe('2.6 MiB')
	})
})

describe('times as the page writes them', () => {
	it('shows measured times with the digits that mean something', () => {
		expect(seconds(0.0042)).toBe('0.004 s')
		expect(seconds(0.0712)).toBe('0.07 s')
		expect(seconds(0.9996)).toBe('1.0 s')
		expect(seconds(10.62)).toBe('10.6 s')
		expect(seconds(59.96)).toBe('1 min')
		expect(seconds(125.4)).toBe('2 min 5 s')
		expect(seconds(7380)).toBe('2 h 3 min')
	})

	it('rounds what is only guessed', () => {
		expect(roughly(0.2)).toBe('1 s')
		expect(roughly(10.62)).toBe('11 s')
		expect(roughly(59.6)).toBe('1 min')
		expect(roughly(123)).toBe('2 min 5 s')
		expect(roughly(1230)).toBe('21 min')
		expect(roughly(5400)).toBe('1 h 30 min')
	})

	it('shortens a moment by how near it is', () => {
		const now = new Date(2026, 10, 22, 18, 0)
		expect(moment(new Date(2026, 10, 22, 14, 8).toISOString(), now)).toBe('14:08')
		expect(moment(new Date(2026, 10, 21, 9, 5).toISOString(), now)).toBe('21 Nov, 09:05')
		expect(moment(new Date(2025, 10, 21, 9, 5).toISOString(), now)).toBe('21 Nov 2025')
		expect(moment('nonsense', now)).toBe('–')
	})
})
