import { expect, test } from 'vitest'
import { spark } from '../../../src/main/shells/terminal/spark.ts'

test('values become blocks from the lowest to the highest', () => {
	expect(spark([0, 1, 2, 3, 4, 5, 6, 7], 60)).toBe('▁▂▃▄▅▆▇█')
	expect(spark([2.3, 0.5, 0.4], 60)).toBe('█▁▁')
})

test('more values than room become means of stretches', () => {
	expect(spark([0, 0, 8, 8, 4, 4], 3)).toBe('▁█▅')
	expect(
		Array.from(
			spark(
				Array.from({ length: 10_000 }, (_, place) => place),
				60
			)
		)
	).toHaveLength(60)
})

test('what is level lies low, what is no number is a gap, and nothing is nothing', () => {
	expect(spark([3, 3, 3], 60)).toBe('▁▁▁')
	expect(spark([1, NaN, 2], 60)).toBe('▁ █')
	expect(spark([], 60)).toBe('')
	expect(spark([1, 2, 3], -5)).toBe('▁')
})
