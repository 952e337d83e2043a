import { expect, test } from 'vitest'
import { answersOf } from '../../src/shared/answers.ts'
import { nextCell, steps } from '../../src/renderer/parts/confusion-keys.ts'
import { rowsIn, stepBy } from '../../src/renderer/parts/gallery-grid.ts'
import { sayAnswer, sayShown } from '../../src/renderer/parts/gallery-words.ts'
import { cellView, placesIn, readView, writeView } from '../../src/renderer/state/gallery-view.ts'
import { placeOf } from '../../src/renderer/state/seen.ts'
import { mnist } from '../../src/shared/dataset.ts'

test.each([
	'',
	'true=4&as=9',
	'show=all&sort=true',
	'show=random&seed=7',
	'show=all&true=4&as=4&sort=loss&image=1234',
	'of=validation&as=0&epoch=3&image=48123'
])('the address "%s" is read and written back as it was', (query) => {
	expect(writeView(readView(query))).toBe(query)
})

test('what means nothing in an address is as if it were not there', () => {
	expect(writeView(readView('of=moon&show=some&true=256&as=x&sort=size&image=-1&epoch=1.5&seed=1e9'))).toBe('')
	expect(readView('image=100000000').image).toBeNull()
	// only a validation view has an epoch, only the random one a seed
	expect(writeView(readView('epoch=3&seed=4'))).toBe('')
})

test('a cell of the confusion matrix leads to its mistakes, one on the diagonal to all that were right', () => {
	expect(writeView(cellView(4, 9))).toBe('true=4&as=9')
	expect(writeView(cellView(4, 4))).toBe('show=all&true=4&as=4')
})

test('the random hundred are fixed by the seed in the address, whatever their order was', () => {
	const labels = Uint8Array.from({ length: 400 }, (_, n) => n % 10)
	const answers = answersOf(
		Float32Array.from({ length: 4000 }, (_, n) => (n * 7919) % 101),
		labels
	)
	const shown = (query: string) => placesIn(answers, readView(query))
	expect(shown('show=random&seed=5')).toHaveLength(100)
	expect(shown('show=random&seed=5&sort=true')).toEqual(shown('show=random&seed=5'))
	expect(shown('show=random&seed=6')).not.toEqual(shown('show=random&seed=5'))
	expect(shown('show=random&seed=6&true=3').every((place) => labels[place] === 3)).toBe(true)
})

test('the rows that are drawn are those in sight, a few beyond, and the one that has the focus', () => {
	expect(rowsIn(10, 12, 100, 11)).toEqual([7, 8, 9, 10, 11, 12, 13, 14])
	expect(rowsIn(-4, 2, 100, 0)).toEqual([0, 1, 2, 3, 4])
	expect(rowsIn(98, 104, 100, 0)).toEqual([0, 95, 96, 97, 98, 99])
	expect(rowsIn(0, 1, 100, 50)).toEqual([0, 1, 2, 3, 50])
	expect(rowsIn(500, 504, 100, 99)).toEqual([99])
	expect(rowsIn(0, 4, 0, 0)).toEqual([])
})

test('keys move through the grid as through a table, and stay inside', () => {
	// 14 images in rows of 5
	const step = (key: string, from: number, control = false) => stepBy(key, control, from, 5, 2, 14)
	expect([step('ArrowRight', 4), step('ArrowLeft', 5), step('ArrowLeft', 0), step('ArrowRight', 13)]).toEqual([
		5,
		4,
		null,
		null
	])
	expect([step('ArrowDown', 1), step('ArrowDown', 9), step('ArrowDown', 11), step('ArrowUp', 2)]).toEqual([
		6,
		13,
		null,
		null
	])
	expect([step('Home', 7), step('End', 7), step('End', 11), step('Home', 7, true), step('End', 7, true)]).toEqual([
		5, 9, 13, 0, 13
	])
	expect([step('PageDown', 1), step('PageUp', 12), step('PageUp', 2), step('a', 2)]).toEqual([11, 2, null, null])
})

test('arrows in the confusion matrix skip what leads nowhere', () => {
	const full = [
		[0, 1, 0],
		[0, 0, 0],
		[1, 0, 1]
	]
	const leads = ({ label, guess }: { label: number; guess: number }) => full[label]?.[guess] === 1
	const from = (label: number, guess: number, key: string) => {
		const step = steps[key]
		return step && nextCell({ label, guess }, step, 3, leads)
	}
	expect(from(2, 0, 'ArrowRight')).toEqual({ label: 2, guess: 2 })
	expect(from(0, 1, 'ArrowDown')).toEqual({ label: 2, guess: 0 })
	expect(from(0, 1, 'ArrowUp')).toBeNull()
})

test('an answer and a gallery are said in words', () => {
	expect(sayAnswer({ label: 4, predicted: 9, confidence: 0.971 }, 1234, mnist.classes)).toBe(
		'4 taken for 9, 97 % sure, image 1234'
	)
	expect(sayAnswer({ label: 4, predicted: 4, confidence: 0.9999 }, 2, mnist.classes)).toBe(
		'4 recognised, 99 % sure, image 2'
	)
	expect(sayShown({ show: 'mistakes', label: 4, guess: 9 }, 1, mnist.classes)).toBe('1 mistake: a 4 taken for a 9')
	expect(sayShown({ show: 'all', label: null, guess: 9 }, 1009, mnist.classes)).toBe('1,009 images taken for a 9')
	expect(sayShown({ show: 'random', label: null, guess: null }, 100, mnist.classes)).toBe('100 random images')
})

test('an image has a place where the run has answered to it', () => {
	const labels = Uint8Array.of(1, 2, 3)
	const answers = { labels, predicted: labels, confidence: new Float32Array(3), loss: null }
	const digits = { pixels: new Uint8Array(), labels, facts: mnist }
	const validation = { part: 'training', digits, images: Uint32Array.of(48_000, 5, 7), answers } as const
	expect([placeOf(validation, 5), placeOf(validation, 6), placeOf(validation, null)]).toEqual([1, null, null])
	const tested = { part: 'test', digits, images: null, answers } as const
	expect([placeOf(tested, 2), placeOf(tested, 3)]).toEqual([2, null])
})
