import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a part of a data set of any size as IDX files: MNIST's training images, each time around pushed by another few
 * pixels, so that no two are alike; 62 classes, the digits of several pushes.
 */
export function writeShifted(dataFolder: string, folder: string, name: string, from: number, count: number): void {
	const pixels = readFileSync(join(dataFolder, 'train-images-idx3-ubyte')).subarray(16)
	const digits = readFileSync(join(dataFolder, 'train-labels-idx1-ubyte')).subarray(8)
	const head = (words: number[]) => Buffer.from(Uint32Array.from(words).buffer).swap32()
	const file = openSync(join(folder, `${name}-images-idx3-ubyte`), 'w')
	writeSync(file, head([0x803, count, 28, 28]))
	const labels = new Uint8Array(count)
	const block = new Uint8Array(784 * 1000)
	for (let at = 0; at < count; at++) {
		const image = (from + at) % digits.length
		const round = Math.floor((from + at) / digits.length)
		const [right, down] = [(round % 7) - 3, (Math.floor(round / 7) % 7) - 3]
		labels[at] = Math.min(61, (digits[image] ?? 0) + 10 * (round % 7))
		const to = (at % 1000) * 784
		for (let y = 0; y < 28; y++)
			for (let x = 0; x < 28; x++) {
				const [row, column] = [y - down, x - right]
				const inside = row >= 0 && row < 28 && column >= 0 && column < 28
				block[to + y * 28 + x] = inside ? (pixels[image * 784 + row * 28 + column] ?? 0) : 0
			}
		if (at % 1000 === 999 || at === count - 1) writeSync(file, block, 0, to + 784)
	}
	closeSync(file)
	const ofLabels = openSync(join(folder, `${name}-labels-idx1-ubyte`), 'w')
	writeSync(ofLabels, head([0x801, count]))
	writeSync(ofLabels, labels)
	closeSync(ofLabels)
}
