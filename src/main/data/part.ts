import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Part } from '../../shared/bytes.ts'
import { mnist } from '../../shared/dataset.ts'
import { parseImages, parseLabels, type Images } from './idx.ts'
import { mnistFiles, unexpectedFile, unreadable } from './mnist.ts'

const prefix = { training: 'train', test: 't10k' } as const

/** The images of one part, without holding up the thread that asks. Throws as `readMnist` does. */
export async function readImages(folder: string, part: Part): Promise<Images> {
	const name = `${prefix[part]}-images-idx3-ubyte` as const
	return parseImages(await readChecked(folder, name), name)
}

/** The classes of one part, one byte an image. */
export async function readLabels(folder: string, part: Part): Promise<Uint8Array> {
	const name = `${prefix[part]}-labels-idx1-ubyte` as const
	return parseLabels(await readChecked(folder, name), name, mnist.classes.length)
}

async function readChecked(folder: string, name: keyof typeof mnistFiles): Promise<Uint8Array> {
	const file = join(folder, name)
	const bytes = await readFile(file).catch((error: unknown) => {
		throw unreadable(file, error)
	})
	const hash = createHash('sha256')
	for (let from = 0; from < bytes.length; from += 2 ** 20) {
		hash.update(bytes.subarray(from, from + 2 ** 20))
		await setImmediate()
	}
	const found = hash.digest('hex')
	if (found !== mnistFiles[name]) throw unexpectedFile(file, name, bytes, found)
	return bytes
}
