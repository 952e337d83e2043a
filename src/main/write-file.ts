import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Writes a file beside where it belongs and then puts it there, so that a full disk leaves no half of one, and what was
 * there stays until the new one is whole. Makes missing folders; answers the file's bytes. Rejects with the system's error.
 */
export async function writeFile(path: string, body: Uint8Array | ReadableStream<Uint8Array>): Promise<number> {
	await makeFolder(dirname(path))
	const unfinished = `${path}.part`
	try {
		await pipeline(Readable.from(body instanceof Uint8Array ? [body] : body), createWriteStream(unfinished))
		await rename(unfinished, path)
	} catch (error) {
		await rm(unfinished, { force: true })
		throw error
	}
	return (await stat(path)).size
}

/** One after another: Node's own `recursive` never returns below folders such as /proc. */
async function makeFolder(folder: string): Promise<void> {
	if (existsSync(folder)) return
	if (dirname(folder) !== folder) await makeFolder(dirname(folder))
	await mkdir(folder)
}
