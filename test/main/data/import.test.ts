import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { convert } from '../../../src/main/data/import/convert.ts'
import { parseImages, parseLabels } from '../../../src/main/data/idx.ts'
import { mnist, total } from '../../../src/shared/dataset.ts'
import { csv, folderOf, idx, mnistData, npy, npz, pictures, read, some } from './made.ts'

const partIn = (to: string, part: 'train' | 't10k', classes: number) => ({
	images: parseImages(readFileSync(join(to, `${part}-images-idx3-ubyte`)), part),
	labels: parseLabels(readFileSync(join(to, `${part}-labels-idx1-ubyte`)), part, classes)
})

/** MNIST's first images, as they lie in the files of the lab. */
function expectFirst(to: string, part: 'train' | 't10k', count: number) {
	const { images, labels } = partIn(to, part, 10)
	const own = some(part === 'train' ? 'training' : 'test', count)
	expect(images).toMatchObject({ count, height: 28, width: 28 })
	expect(Buffer.from(images.pixels).equals(own.pixels)).toBe(true)
	expect(Buffer.from(labels).equals(own.labels)).toBe(true)
}

describe('the same images, in whatever form they come', () => {
	test('IDX, packed and not, whatever the files are called', async () => {
		const [train, held] = [some('training', 600), some('test', 100)]
		const { preview, to } = await read({
			'my-train-images.gz': gzipSync(idx([600, 28, 28], train.pixels)),
			'my-train-labels': idx([600], train.labels),
			'my-test-images': idx([100, 28, 28], held.pixels),
			'my-test-labels.gz': gzipSync(idx([100], held.labels))
		})
		expectFirst(to, 'train', 600)
		expectFirst(to, 't10k', 100)
		expect(preview).toMatchObject({ image: [28, 28, 1], classes: mnist.classes, format: '4 IDX files', notes: [] })
	})

	test('Keras’s npz, and real numbers up to 1', async () => {
		const { preview, to } = await read({ 'mnist.npz': npz(500, 100) })
		expectFirst(to, 'train', 500)
		expectFirst(to, 't10k', 100)
		expect(preview.name).toBe('mnist')
		const { pixels, labels } = some('training', 50)
		const shares = new Uint8Array(Float32Array.from(pixels, (pixel) => pixel / 255).buffer)
		const made = await read({
			'a.npz': zipSync({
				'train_images.npy': npy([50, 28, 28, 1], shares, '<f4'),
				'train_labels.npy': npy([50, 1], new Uint8Array(BigInt64Array.from(labels, BigInt).buffer), '<i8'),
				'test_images.npy': npy([50, 784], pixels),
				'test_labels.npy': npy([50], labels)
			})
		})
		expectFirst(made.to, 'train', 50)
	})

	test('Kaggle’s tables: without labels a test is left out, and some images are set apart instead', async () => {
		const { preview, to } = await read({
			'train.csv': csv(some('training', 600)),
			'test.csv': csv(some('test', 10), false)
		})
		expect(preview.skipped).toEqual([
			{ file: 'test.csv', why: 'it has no column of labels, so nothing can be learned or tested with it' }
		])
		const [learn, judge] = [partIn(to, 'train', 10), partIn(to, 't10k', 10)]
		expect(learn.images.count + judge.images.count).toBe(600)
		expect(preview.notes.join()).toMatch(/No test images came with it: 1\d\d of the 600, one of 6 of each class/)
		// one of each six of a class
		for (const [label, images] of preview.test.entries()) {
			const all = images + (preview.training[label] ?? 0)
			expect(images).toBeGreaterThanOrEqual(Math.floor(all / 6))
			expect(images).toBeLessThanOrEqual(Math.ceil(all / 6))
		}
		// the same images once more, in the other order of parts
		const again = await read({ 'train.csv': csv(some('training', 600)) })
		expect(again.preview.sha256).toBe(preview.sha256)
	})

	test('a folder of pictures for each class, with a test beside it', async () => {
		const files = {
			...(await pictures(200, 'own/train')),
			...(await pictures(100, 'own/test', 'test')),
			'own/readme.md': 'hm'
		}
		const { preview, to } = await read(files)
		expect(preview).toMatchObject({
			name: 'own',
			classes: mnist.classes,
			format: 'pictures in folders',
			skippedCount: 1
		})
		expect([total(preview.training), total(preview.test)]).toEqual([200, 100])
		// in another order, but each image with its own label
		const { images, labels } = partIn(to, 'train', 10)
		const own = some('training', 200)
		const known = new Map(
			Array.from({ length: 200 }, (_, at) => [
				Buffer.from(own.pixels.subarray(784 * at, 784 * (at + 1))).toString('base64'),
				own.labels[at]
			])
		)
		for (const [at, label] of labels.entries())
			expect(known.get(Buffer.from(images.pixels.subarray(784 * at, 784 * (at + 1))).toString('base64'))).toBe(label)
	})

	test('a Parquet table with pictures and the names of its classes', async () => {
		// made by test/reference/parquet_table.py
		const file = readFileSync(join(import.meta.dirname, '../../reference/digits.parquet'))
		const { preview, to } = await read({ 'data/train-00000.parquet': file, 'data/test-00000.parquet': file })
		expect(preview).toMatchObject({ format: '2 Parquet tables', image: [28, 28, 1] })
		expect(preview.classes).toEqual(['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
		expectFirst(to, 'train', 60)
	})
})

describe('published data sets', () => {
	const fashion = '/usr/share/datasets/fashion-mnist'
	test.skipIf(!existsSync(fashion))(
		'Fashion-MNIST is told by its checksum (needs Debian’s dataset-fashion-mnist)',
		async () => {
			const { preview } = await convert(fashion, folderOf({}), { size: null, transpose: 'auto' }, () => undefined)
			expect(preview).toMatchObject({
				name: 'Fashion-MNIST',
				training: Array(10).fill(6000),
				test: Array(10).fill(1000)
			})
			expect(preview.classes[9]).toBe('Ankle boot')
			expect(preview.notes).toEqual(['This is Fashion-MNIST, recognised by its checksum.'])
		}
	)

	test('MNIST itself is told by its checksum in any form', async () => {
		const { images, labels } = mnistData.training
		const held = mnistData.test
		const { preview } = await read({
			'keras.npz': zipSync(
				{
					'x_train.npy': npy([60_000, 28, 28], images.pixels),
					'y_train.npy': npy([60_000], labels),
					'x_test.npy': npy([10_000, 28, 28], held.images.pixels),
					'y_test.npy': npy([10_000], held.labels)
				},
				{ level: 0 }
			)
		})
		expect(preview).toMatchObject(mnist)
	})

	test('EMNIST’s letters are numbered from 1, named, and put upright', async () => {
		const labels = Uint8Array.from({ length: 52 }, (_, at) => 1 + (at % 26))
		const pixels = some('training', 52).pixels
		const files = {
			'emnist-letters-train-images-idx3-ubyte': idx([52, 28, 28], pixels),
			'emnist-letters-train-labels-idx1-ubyte': idx([52], labels),
			'emnist-letters-test-images-idx3-ubyte': idx([52, 28, 28], pixels),
			'emnist-letters-test-labels-idx1-ubyte': idx([52], labels)
		}
		const { preview, to } = await read(files)
		expect(preview.name).toBe('EMNIST letters')
		expect(preview.classes).toEqual(Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
		const found = partIn(to, 'train', 26)
		expect(found.labels[27]).toBe(1)
		const upright = (row: number, column: number) => found.images.pixels[784 * 3 + 28 * row + column]
		for (const [row, column] of [
			[5, 9],
			[14, 20]
		] as const)
			expect(upright(row, column)).toBe(pixels[784 * 3 + 28 * column + row])
		const kept = await read(files, { transpose: 'no' })
		expect(kept.preview.sha256).not.toBe(preview.sha256)
		// that they are upright is said of what is known, not of what a person has turned
		const turned = await read(files, { transpose: 'yes' })
		const said = 'Rows and columns of the images were exchanged'
		expect(preview.notes).toContain(`${said}: they are upright now.`)
		expect(turned.preview.notes).toContain(`${said}.`)
		expect(turned.preview.sha256).toBe(preview.sha256)
	})

	test('QMNIST’s labels are the first of eight numbers', async () => {
		const { pixels, labels } = some('test', 100)
		const eight = new DataView(new ArrayBuffer(100 * 32))
		for (const [at, label] of labels.entries()) eight.setInt32(32 * at, label)
		const { preview, to } = await read({
			'qmnist-train-images-idx3-ubyte': idx([100, 28, 28], pixels),
			'qmnist-train-labels-idx2-int': idx([100, 8], new Uint8Array(eight.buffer), 12)
		})
		expect(preview.notes[0]).toMatch(/This is QMNIST/)
		expect(partIn(to, 'train', 10).images.count + partIn(to, 't10k', 10).images.count).toBe(100)
	})
})

test('pictures of many sizes are fitted into one when that is asked for: proportions kept, on black', async () => {
	const files = await pictures(60)
	const { preview, to } = await read(files, { size: [20, 36] })
	expect(preview.image).toEqual([20, 36, 1])
	const { images } = partIn(to, 'train', 10)
	const edges = Array.from({ length: images.count * 20 }, (_, row) => images.pixels[row * 36])
	expect(Math.max(...edges.map((edge) => edge ?? 255))).toBe(0)
	expect(Math.max(...images.pixels)).toBeGreaterThan(200)
})
