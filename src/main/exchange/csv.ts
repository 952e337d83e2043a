import { setImmediate } from 'node:timers/promises'
import { mostLikely } from '../../shared/likely.ts'
import type { EpochPoint } from '../../shared/runs.ts'

const lines = (rows: readonly (readonly (string | number | null)[])[]) =>
	new TextEncoder().encode(rows.map((row) => `${row.map((cell) => cell ?? '').join()}\n`).join(''))

/** One row an epoch, all digits, under the names that Keras's CSVLogger gives; what is not known stays empty. */
export const epochsCsv = (points: readonly EpochPoint[]): Uint8Array<ArrayBuffer> =>
	lines([
		['epoch', 'loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate', 'seconds'],
		...points.map((point) => [
			point.epoch,
			point.loss,
			point.accuracy,
			point.valLoss,
			point.valAccuracy,
			point.learningRate,
			point.seconds
		])
	])

/**
 * One row a test image: its place, what it is, what it was taken for, a probability for each class. `places` says which of
 * the labelled images were looked at, null for all. Comes in pieces.
 */
export async function* predictionsCsv(
	labels: Uint8Array,
	places: Uint32Array | null,
	probabilities: Float32Array
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const images = places?.length ?? labels.length
	const classCount = probabilities.length / images
	const classes = Array.from({ length: classCount }, (_, label) => label)
	const predicted = mostLikely(probabilities, classCount)
	yield lines([['index', 'label', 'predicted', ...classes.map((label) => `p${label}`)]])
	for (let from = 0; from < images; from += 200) {
		const rows = Array.from({ length: Math.min(200, images - from) }, (_, row) => {
			const at = from + row
			const image = places?.[at] ?? at
			const shares = probabilities.subarray(at * classCount, (at + 1) * classCount)
			return [image, labels[image] ?? 0, predicted[at] ?? 0, ...Array.from(shares, nineDigits)]
		})
		yield lines(rows)
		await setImmediate()
	}
}

/** Nine significant digits give every float32 back exactly. */
const nineDigits = (value: number) => String(Number(value.toPrecision(9)))
