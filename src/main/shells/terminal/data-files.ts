import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { BroughtFile } from '../../../shared/bytes.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { sentenceFor } from './image-files.ts'

/** Bytes read at once: smaller pieces leave more to be collected, larger ones take longer each (`npm run bench -- import`). */
const highWaterMark = 2 ** 18

/**
 * The files at these paths, folders with everything below them, under the names they have in the folder a person named.
 * Throws a LabProblem for a path that cannot be read.
 */
export async function* dataFiles(paths: readonly string[], signal: AbortSignal): AsyncGenerator<BroughtFile> {
	for (const path of paths) {
		try {
			const found = await stat(path)
			const name = basename(resolve(path))
			if (!found.isDirectory()) yield { path: name, body: createReadStream(path, { highWaterMark }) }
			else
				for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
					if (signal.aborted) return
					if (!entry.isFile()) continue
					const place = join(entry.parentPath, entry.name)
					yield {
						path: join(name, place.slice(join(path, '/').length)),
						body: createReadStream(place, { highWaterMark })
					}
				}
		} catch (error) {
			throw new LabProblem('BAD_REQUEST', sentenceFor(path, error))
		}
	}
}
