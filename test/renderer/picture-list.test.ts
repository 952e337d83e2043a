import { describe, expect, test } from 'vitest'
import { fittingCells, widthOfCells } from '../../src/renderer/parts/picture-table.ts'
import { everyPicture, filterPictures, sortPictures } from '../../src/renderer/state/picture-filter.ts'
import {
	asksForSomePictures,
	batchQuery,
	readPictureQuery,
	writePictureQuery
} from '../../src/renderer/state/picture-query.ts'
import { scoresOf } from '../../src/renderer/state/picture-scores.ts'
import { sayPicture, textOf } from '../../src/renderer/state/picture-words.ts'
import { aDigit, aPicture, labelled } from '../shared/a-picture.ts'

const thin = { kind: 'thin', sentence: 'A 1 is nearly as likely.' } as const
const pictures = [
	aPicture(1, '7', { name: 'seven.png', ...labelled('7') }),
	aPicture(2, '41', { name: 'b10.png', batch: 'two', ...labelled('47') }),
	aPicture(3, '3', { name: 'b9.png', batch: 'two', digits: [aDigit(3, 0, { confidence: 0.6, doubts: [thin] })] }),
	aPicture(4, '', { name: 'blank.png', notes: ['no ink was found'] })
]
const found = (change: Partial<typeof everyPicture>) =>
	filterPictures(pictures, { ...everyPicture, ...change }).map(({ id }) => id)

describe('looking for pictures', () => {
	test('words find names, answers and labels; a number finds one', () => {
		expect(found({ words: 'SEV' })).toEqual([1])
		expect(found({ words: '41' })).toEqual([2])
		expect(found({ words: '47' })).toEqual([2])
		expect(found({ words: '#4' })).toEqual([4])
		expect(found({ words: 'png b' })).toEqual([2, 3, 4])
	})

	test('doubts, low confidence, mistakes and missing labels are found; no digit is as unsure as can be', () => {
		expect(found({ doubtful: true })).toEqual([3, 4])
		expect(found({ below: 90 })).toEqual([3, 4])
		expect(found({ wrong: true })).toEqual([2])
		expect(found({ unlabelled: true })).toEqual([3, 4])
		expect(found({ batch: 'two' })).toEqual([2, 3])
	})

	test('a cell of the matrix finds the pictures with such a digit', () => {
		expect(found({ label: 7, guess: 1 })).toEqual([2])
		expect(found({ label: 4, guess: 4 })).toEqual([2])
		expect(found({ label: 7, guess: 7 })).toEqual([1])
		expect(found({ label: null, guess: 1 })).toEqual([2])
	})

	test('they are sorted as a person would, and those without a value come last both ways', () => {
		const order = (column: 'name' | 'sure' | 'label' | 'picture', falling: boolean) =>
			sortPictures(pictures, { column, falling }).map(({ id }) => id)
		expect(order('name', false)).toEqual([3, 2, 4, 1])
		expect(order('sure', false)).toEqual([3, 2, 1, 4])
		expect(order('sure', true)).toEqual([2, 1, 3, 4])
		expect(order('label', true)).toEqual([2, 1, 4, 3])
		expect(order('picture', true)).toEqual([4, 3, 2, 1])
	})

	test('the address brings back what was looked for', () => {
		const asked = {
			filter: {
				...everyPicture,
				words: 'a b',
				batch: '2025-11-22T14:08:00.000Z-x',
				below: 90,
				wrong: true,
				label: 7,
				guess: 1
			},
			order: { column: 'sure', falling: true }
		} as const
		expect(readPictureQuery(writePictureQuery(asked))).toEqual(asked)
		expect(writePictureQuery(readPictureQuery('below=900&true=12&sort=colour'))).toBe('')
		expect(readPictureQuery(batchQuery('x&y')).filter.batch).toBe('x&y')
	})

	test('an order hides nothing, a word does', () => {
		expect(asksForSomePictures(readPictureQuery('sort=sure').filter)).toBe(false)
		expect(asksForSomePictures(readPictureQuery('words=%20').filter)).toBe(false)
		expect(asksForSomePictures(readPictureQuery('words=a').filter)).toBe(true)
	})

	test('where there is little room, name, answer and label stay', () => {
		expect(fittingCells(400)).toEqual(['name', 'answer', 'label'])
		const wide = fittingCells(2000)
		expect(wide).toHaveLength(7)
		expect(widthOfCells(fittingCells(700))).toBeLessThanOrEqual(700)
	})
})

describe('what was read', () => {
	test('gaps part words and rows', () => {
		const row = [0, 1, 2].map((place) => aDigit(place, place))
		const far = aDigit(5, 5)
		const below = aDigit(8, 0, { box: { left: 10, top: 60, right: 30, bottom: 90 } })
		expect(textOf({ digits: [...row, far, below] })).toBe('012 5 / 8')
	})

	test('digits that are spread evenly are one number', () => {
		expect(textOf({ digits: [0, 3, 6, 9].map((place, at) => aDigit(at, place)) })).toBe('0123')
	})

	test('is said with how sure it is and what to beware of', () => {
		expect(sayPicture(aPicture(1, '12'))).toBe('1.png: 12, 99 % sure.')
		expect(sayPicture(pictures[2] ?? aPicture(0, ''))).toBe('b9.png: 3, 60 % sure. A 1 is nearly as likely.')
		expect(sayPicture(pictures[3] ?? aPicture(0, ''))).toBe('blank.png: no ink was found.')
	})
})

describe('how well labelled pictures were read', () => {
	test('a picture is right when all its digits are; the matrix counts digits', () => {
		const scores = scoresOf(pictures)
		expect(scores).toMatchObject({ labelled: 2, right: 1, accuracy: 0.5, miscounted: 0 })
		expect(scores?.matrix[7]?.[7]).toBe(1)
		expect(scores?.matrix[7]?.[1]).toBe(1)
		expect(scores?.matrix[4]?.[4]).toBe(1)
		expect(scores?.matrix.flat().reduce((sum, digits) => sum + digits)).toBe(3)
	})

	test('one with another number of digits than its label is wrong, and in no cell', () => {
		const scores = scoresOf([aPicture(1, '12', labelled('123'))])
		expect(scores).toMatchObject({ labelled: 1, right: 0, miscounted: 1 })
		expect(scores?.matrix.flat().every((digits) => digits === 0)).toBe(true)
	})

	test('nothing is said without a label', () => {
		expect(scoresOf([aPicture(1, '1')])).toBeNull()
	})
})
