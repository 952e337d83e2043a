import type { DataSet, Labelled } from '../../../src/main/data/mnist.ts'
import { random } from '../../../src/main/train/random.ts'

/** Pictures of blurred bars that a network can learn, the same in every run. */
function pictures(count: number): Labelled {
	const source = random('engines', count)
	const labels = Uint8Array.from({ length: count }, (_, image) => image % 10)
	const pixels = Uint8Array.from({ length: count * 784 }, (_, n) => {
		const [x, label] = [n % 28, labels[Math.floor(n / 784)] ?? 0]
		return Math.max(0, 200 - 60 * Math.abs(x - 2.5 * label - 2)) + 55 * source.next()
	})
	return { images: { count, height: 28, width: 28, pixels }, labels }
}

/** So many training and test images. */
export const blurredBars = (training: number, test: number): DataSet => ({
	sha256: 'pictures',
	training: pictures(training),
	test: pictures(test)
})
