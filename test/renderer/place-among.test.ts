import { expect, test } from 'vitest'
import { placeAmong } from '../../src/renderer/parts/place-among.ts'

test.each([
	['0', 0],
	['21601', 21_601],
	[' 21,601 ', 21_601],
	['59999', 59_999]
])('%s is the number of an image', (typed, place) => expect(placeAmong(typed, 60_000, 'training')).toBe(place))

test.each(['60000', '-1', '1.5', '', 'seven', '1e3', '9'.repeat(30)])(
	'%s is none, and which there are is said',
	(typed) =>
		expect(placeAmong(typed, 60_000, 'training')).toBe(
			'The training images are numbered from 0 to 59,999: write one of these numbers.'
		)
)

test('where there are no images, that is said', () =>
	expect(placeAmong('0', 0, 'test')).toBe('There are no test images.'))
