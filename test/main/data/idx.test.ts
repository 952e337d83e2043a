import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkPair, parseImages, parseLabels } from '../../../src/main/data/idx.ts'
import { readMnist } from '../../../src/main/data/mnist.ts'
import { worldHere } from '../../../src/main/world.ts'

/** A file in IDX's form: big-endian words, then bytes. */
function idx(words: number[], bytes: number[]): Uint8Array {
	const file = new Uint8Array(words.length * 4 + bytes.length)
	const view = new DataView(file.buffer)
	for (const [place, word] of words.entries()) view.setUint32(place * 4, word)
	file.set(bytes, words.length * 4)
	return file
}

test('two images of one by two pixels are read as they stand', () => {
	const images = parseImages(idx([2051, 2, 1, 2], [1, 2, 3, 4]), 'images')
	expect(images).toMatchObject({ count: 2, height: 1, width: 2 })
	expect([...images.pixels]).toEqual([1, 2, 3, 4])
})

test.each([
	[
		'a cut-off file',
		idx([2051, 2, 1, 2], [1, 2, 3]),
		'my-images is cut off: 2 images of 1 × 2 need 20 bytes, but it has 19'
	],
	['a file that goes on', idx([2051, 1, 1, 2], [1, 2, 3]), 'my-images is too long'],
	[
		'labels in place of images',
		idx([2049, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
		'starts with the number 2049 where 2051 should stand'
	],
	['a header that ends early', idx([2051], []), 'too short for an IDX header'],
	['a side of 0 pixels', idx([2051, 1, 0, 2], []), 'claims images of 0 × 2 pixels'],
	['10⁹ claimed images', idx([2051, 1e9, 28, 28], []), 'is cut off']
])('%s is refused with a sentence that names it', (_, bytes, sentence) => {
	expect(() => parseImages(bytes, 'my-images')).toThrow(sentence)
})

test('a label outside 0–9 is refused with its place', () => {
	expect(() => parseLabels(idx([2049, 3], [1, 10, 2]), 'my-labels', 10)).toThrow(
		'my-labels has the label 10 at place 1; labels go from 0 to 9'
	)
})

test('labels that are fewer than the images are refused', () => {
	const images = parseImages(idx([2051, 2, 1, 1], [0, 0]), 'images')
	expect(() => checkPair(images, Uint8Array.of(1), 'images', 'labels')).toThrow(
		'labels has 1 labels, but images has 2 images'
	)
})

test('MNIST is there whole, and its first training image is the well-known five', () => {
	const { training, test: held } = readMnist(worldHere({}).dataFolder)
	expect([training.images.count, training.labels.length]).toEqual([60_000, 60_000])
	expect([held.images.count, held.labels.length]).toEqual([10_000, 10_000])
	expect([...training.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
})

test('a file of the right length but with other bytes is told from MNIST by its checksum', () => {
	const folder = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rmSync(folder, { recursive: true }))
	writeFileSync(join(folder, 'train-images-idx3-ubyte'), idx([2051, 1, 1, 1], [7]))
	expect(() => readMnist(folder)).toThrow(
		/train-images-idx3-ubyte is not the file it should be: its sha256 begins with/
	)
})

test('a missing file is named', () => {
	expect(() => readMnist('/nowhere')).toThrow(/train-images-idx3-ubyte cannot be read \(ENOENT\)/)
})
