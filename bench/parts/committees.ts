import type { Lab } from '../../src/main/lab.ts'
import { mnistId } from '../../src/shared/dataset.ts'

/** The share of MNIST's test images that finished runs are right about together: by the mean of their probabilities. */
export async function togetherRight(lab: Lab, runs: readonly number[]): Promise<number> {
	const labels = await lab.bytes.labels(mnistId, 'test')
	const each = await Promise.all(runs.map(async (run) => new Float32Array((await lab.bytes.probabilities(run)).buffer)))
	const classes = (each[0]?.length ?? 0) / labels.length
	let right = 0
	for (const [image, label] of labels.entries()) {
		const sums = Array.from({ length: classes }, (_, digit) =>
			each.reduce((sum, probabilities) => sum + (probabilities[image * classes + digit] ?? NaN), 0)
		)
		if (sums.indexOf(Math.max(...sums)) === label) right++
	}
	return right / labels.length
}
