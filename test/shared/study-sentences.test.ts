import { expect, test } from 'vitest'
import { findPreset } from '../../src/shared/presets.ts'
import { readStudy } from '../../src/shared/study/cells.ts'

const base = findPreset('mlp-64')?.recipe
const right = { name: 'A study', base, design: { kind: 'one', factor: 'dropout', levels: [0, 0.1] } }

test.each<[string, object, (string | number)[], string]>([
	['no seed', { seeds: 0 }, ['seeds'], 'Seeds must be a whole number from 1 to 100; it is 0.'],
	['too many seeds', { seeds: 1e30 }, ['seeds'], 'Seeds must be a whole number from 1 to 100; it is 1e+30.'],
	['a word for seeds', { seeds: 'six' }, ['seeds'], 'Seeds must be a whole number from 1 to 100; it is "six".'],
	[
		'a word for images',
		{ base: { ...base, data: { set: 'mnist', limit: 'abc' } } },
		['base', 'data', 'limit'],
		'Images must be a whole number from 100 to 60,000, or empty; it is "abc".'
	],
	[
		'a level that does not fit',
		{ design: { kind: 'one', factor: 'dropout', levels: [0, 2] } },
		['design', 'levels'],
		'Dropout takes numbers from 0 to 0.95; "2" is none.'
	],
	[
		'one level of the second factor',
		{
			design: {
				kind: 'grid',
				factors: [
					{ factor: 'dropout', levels: [0, 0.1] },
					{ factor: 'optimizer', levels: ['sgd'] }
				]
			}
		},
		['design', 'factors', 1, 'levels'],
		'Levels of optimizer must be 2 to 20, such as sgd, rmsprop; there is 1.'
	],
	[
		'half a draw',
		{ design: { kind: 'search', ranges: [{ factor: 'neurons', from: 16, to: 64 }], draws: 2.5 } },
		['design', 'draws'],
		'Draws must be a whole number from 2 to 100; it is 2.5.'
	],
	[
		'a range that falls',
		{ design: { kind: 'search', ranges: [{ factor: 'neurons', from: 64, to: 16 }], draws: 2 } },
		['design', 'ranges', 0],
		'Neurons is searched from the smaller number to the larger one; 64 to 16 is no range.'
	],
	['an unknown response', { response: 'valAcuracy' }, ['response'], 'Did you mean valAccuracy?'],
	['no name', { name: ' ' }, ['name'], 'The name must have 1 to 120 characters'],
	['an unknown setting', { seed: 4 }, [], 'A study has no setting "seed".']
])('%s is said in one sentence, where it stands', (_, wrong, path, sentence) => {
	const read = readStudy({ ...right, ...wrong })
	expect(read).toEqual({ problems: [{ path, sentence: expect.stringContaining(sentence) as string }] })
})
