import { setImmediate } from 'node:timers/promises'
import { mostLikely } from '../../shared/likely.ts'
import { classCount } from '../../shared/network.ts'
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

/** One row a test image: its place, what it is, what it was taken for, the ten probabilities. Comes in pieces. */
export async function* predictionsCsv(
	labels: Uint8Array,
	probabilities: Float32Array
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const classes = Array.from({ length: classCount }, (_, digit) => digit)
	const predicted = mostLikely(probabilities, classCount)
	yield lines([['index', 'label', 'predicted', ...classes.map((digit) => `p${digit}`)]])
	for (let from = 0; from < labels.length; from += 200) {
		const rows = Array.from(labels.subarray(from, from + 200), (label, row) => {
			const image = from + row
			const shares = probabilities.subarray(image * classCount, (image + 1) * classCount)
			return [image, label, predicted[image] ?? 0, ...Array.from(shares, nineDigits)]
		})
		yield lines(rows)
		await setImmediate()
	}
}

/** Nine significant digits give every float32 back exactly. */
const nineDigits = (value: number) => String(Number(value.toPrecision(9)))
