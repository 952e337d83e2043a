import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { convert, type Converted } from '../../../src/main/data/import/convert.ts'
import { readMnist } from '../../../src/main/data/mnist.ts'
import { worldHere } from '../../../src/main/world.ts'
import type { ImportSettings } from '../../../src/shared/importing.ts'

// files in the forms that others write, made of MNIST's images

export const mnistData = readMnist(worldHere({}).dataFolder)

export type Files = Record<string, Uint8Array | string>

/** A folder with these files that goes when the test ends. */
export function folderOf(files: Files): string {
	const folder = mkdtempSync(join(tmpdir(), 'digit-lab-brought-'))
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
	for (const [path, bytes] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true })
		writeFileSync(join(folder, path), bytes)
	}
	return folder
}

/** Reads files as an import does, and answers what it found and where. */
export async function read(files: Files, settings: Partial<ImportSettings> = {}): Promise<Converted & { to: string }> {
	const to = folderOf({})
	const found = await convert(folderOf(files), to, { size: null, transpose: 'auto', ...settings }, () => undefined)
	return { ...found, to }
}

/** An IDX file of bytes; `kind` is its third byte. */
export function idx(shape: readonly number[], bytes: Uint8Array | readonly number[], kind = 8): Uint8Array {
	const file = new Uint8Array(4 + 4 * shape.length + bytes.length)
	const view = new DataView(file.buffer)
	view.setUint32(0, kind * 256 + shape.length)
	for (const [place, side] of shape.entries()) view.setUint32(4 + 4 * place, side)
	file.set(bytes, 4 + 4 * shape.length)
	return file
}

/** A .npy file (NEP 1, version 1). */
export function npy(shape: readonly number[], bytes: Uint8Array, descr = '|u1', order = 'False'): Uint8Array {
	const sides = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`
	const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${sides}, }`.padEnd(117) + '\n'
	const head = new Uint8Array(10 + header.length)
	head.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length & 255, header.length >> 8])
	head.set(new TextEncoder().encode(header), 10)
	return Buffer.concat([head, bytes])
}

/** The first images and labels of a part of MNIST. */
export function some(part: 'training' | 'test', count: number) {
	const { images, labels } = mnistData[part]
	return { pixels: images.pixels.slice(0, 784 * count), labels: labels.slice(0, count), count }
}

/** Keras's mnist.npz, of the first images. */
export function npz(training: number, test: number): Uint8Array {
	const [train, held] = [some('training', training), some('test', test)]
	return zipSync({
		'x_train.npy': npy([training, 28, 28], train.pixels),
		'y_train.npy': npy([training], train.labels),
		'x_test.npy': npy([test, 28, 28], held.pixels),
		'y_test.npy': npy([test], held.labels)
	})
}

/** Kaggle's table of the first images. */
export function csv({ pixels, labels, count }: ReturnType<typeof some>, withLabels = true): string {
	const names = Array.from({ length: 784 }, (_, pixel) => `pixel${pixel}`)
	const lines = Array.from({ length: count }, (_, image) => {
		const own = pixels.subarray(784 * image, 784 * (image + 1))
		return [...(withLabels ? [labels[image] ?? 0] : []), ...own].join()
	})
	return [[...(withLabels ? ['label'] : []), ...names].join(), ...lines, ''].join('\n')
}

/** A PNG file of one of these images. */
export const png = ({ pixels }: { pixels: Uint8Array }, image: number) =>
	sharp(pixels.subarray(784 * image, 784 * (image + 1)), { raw: { width: 28, height: 28, channels: 1 } })
		.png()
		.toBuffer()

/** A folder for each class: "digits/7/12.png". */
export async function pictures(count: number, prefix = 'digits', part: 'training' | 'test' = 'training') {
	const images = some(part, count)
	const files: Files = {}
	for (let image = 0; image < count; image++)
		files[`${prefix}/${images.labels[image]}/${image}.png`] = await png(images, image)
	return files
}
