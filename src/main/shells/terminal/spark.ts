const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/**
 * Values as a line of blocks from the lowest (▁) to the highest (█), at most `width` characters (at least one): where
 * there are more values, each character is the mean of a stretch of them. Values that are all the same lie low; what is
 * no number is a gap.
 */
export function spark(values: readonly number[], width: number): string {
	const length = Math.min(values.length, Math.max(1, Math.floor(width)))
	const means = Array.from({ length }, (_, place) =>
		mean(values.slice(Math.floor((place * values.length) / length), Math.floor(((place + 1) * values.length) / length)))
	)
	const known = means.filter(Number.isFinite)
	const [low, high] = [Math.min(...known), Math.max(...known)]
	return means
		.map((value) => {
			if (!Number.isFinite(value)) return ' '
			const height = high > low ? (value - low) / (high - low) : 0
			return blocks[Math.min(blocks.length - 1, Math.floor(height * blocks.length))] ?? ''
		})
		.join('')
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
