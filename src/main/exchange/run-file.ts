import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { epochsCsv } from './csv.ts'
import type { Manifest } from './manifest.ts'
import { runReadme } from './readme.ts'
import { zipped, type Part } from './zip.ts'

/** A file of bytes that belongs to a run, read when its turn comes. */
export interface BinaryPart {
	path: string
	read: () => Uint8Array
}

export const weightsPath = (epoch: number) => `weights/${epoch}.bin`
export const predictionsPath = (epoch: number) => `validation/${epoch}.u8`
export const probabilitiesPath = 'test/probabilities.f32'
export const modelWeightsPath = 'model/weights.bin'

/** Text files of two kinds. */
export const json = (value: unknown) => words(`${JSON.stringify(value, null, '\t')}\n`)
export const words = (text: string) => new TextEncoder().encode(text)

/**
 * A whole run as one zip that another lab imports: run.json says everything there is to say, with length and checksum of
 * each of the `binary` files; the rest is there for people and other programs. `model` is model.json, once there are weights.
 */
export function runFile(
	manifest: Omit<Manifest, 'format' | 'parts'>,
	binary: readonly BinaryPart[],
	model: unknown
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const parts: Manifest['parts'] = []
	const listed = binary.map(({ path, read }): Part => ({
		path,
		pack: false,
		async read() {
			const bytes = read()
			parts.push({ path, bytes: bytes.length, sha256: await sha256(bytes) })
			return bytes
		}
	}))
	const text = (path: string, read: () => Uint8Array): Part => ({ path, pack: true, read })
	return zipped(
		[
			text('README.txt', () => words(runReadme(manifest))),
			text('recipe.json', () => json(manifest.recipe)),
			text('epochs.csv', () => epochsCsv(manifest.epochs)),
			...(model === null ? [] : [text('model/model.json', () => json(model))]),
			...listed,
			// the last, for by then every checksum is known
			text('run.json', () => json({ format: 1, ...manifest, parts }))
		],
		manifest.ended ?? manifest.created
	)
}

/** In hex, a piece at a time, so that others get their turn. */
export async function sha256(bytes: Uint8Array): Promise<string> {
	const hash = createHash('sha256')
	for (let from = 0; from < bytes.length; from += 2 ** 20) {
		hash.update(bytes.subarray(from, from + 2 ** 20))
		await setImmediate()
	}
	return hash.digest('hex')
}
