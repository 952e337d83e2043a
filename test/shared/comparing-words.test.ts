import { expect, test } from 'vitest'
import { sayBaselines } from '../../src/shared/comparing-words.ts'

test('what a baseline is, its run and its accuracy do not run together', () => {
	const baseline = (title: string, accuracy: number) => ({
		...{ title, accuracy, correct: 10_000 * accuracy },
		...{ interval: { low: 0, high: 1 }, run: null }
	})
	expect(sayBaselines({ baselines: [baseline('always 1', 0.1135), baseline('one layer, run 1', 0.8862)] })).toBe(
		'For comparison: always 1: 11.35 %; one layer, run 1: 88.62 %.'
	)
})
