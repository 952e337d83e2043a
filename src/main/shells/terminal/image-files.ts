import { readdir, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { plural } from '../../../shared/format.ts'
import { labelOf } from '../../../shared/labels.ts'
import { imageEndings, largestPicture, tooLargePicture, type Arriving } from '../../../shared/pictures.ts'

/** A file to be read, `size` bytes, or why there is nothing to read at a path. `path` is as a person would name it. */
export type FoundFile =
	| { kind: 'file'; path: string; size: number; label: Arriving['label'] }
	| { kind: 'problem'; path: string; sentence: string }

const isImage = (name: string) => imageEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))
const inOrder = new Intl.Collator('en', { numeric: true })

/**
 * The files at these paths, folders with everything below them in the order of their names: image files by their ending,
 * hidden ones left out, each folder of a path once however many links lead to it. Files that are named themselves are always
 * taken. Whatever is wrong with a path is told in its place; `signal` ends the search early.
 */
export async function* imageFiles(paths: readonly string[], signal: AbortSignal): AsyncGenerator<FoundFile> {
	/** Links may lead in circles. */
	let visited = new Set<string>()

	async function* inFolder(folder: string): AsyncGenerator<FoundFile> {
		const place = await realpath(folder)
		if (visited.has(place) || signal.aborted) return
		visited.add(place)
		const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
		for (const name of names.sort((a, b) => inOrder.compare(a, b))) yield* at(join(folder, name), false)
	}

	async function* at(path: string, named: boolean): AsyncGenerator<FoundFile> {
		try {
			const found = await stat(path)
			if (found.isDirectory()) yield* inFolder(path)
			else if (!named && !isImage(path)) return
			else if (!found.isFile()) yield { kind: 'problem', path, sentence: `${path} is neither a file nor a folder.` }
			else if (found.size > largestPicture) yield { kind: 'problem', path, sentence: `${path}: ${tooLargePicture}` }
			else yield { kind: 'file', path, size: found.size, label: labelOf(resolve(path)) }
		} catch (error) {
			yield { kind: 'problem', path, sentence: sentenceFor(path, error) }
		}
	}

	for (const path of paths) {
		let any = false
		visited = new Set()
		for await (const found of at(path, true)) {
			any = true
			yield found
		}
		if (!any && !signal.aborted)
			yield {
				kind: 'problem',
				path,
				sentence: `${path} holds no image file: ${plural(imageEndings.length, 'ending')} are looked for (${imageEndings.join(', ')}).`
			}
	}
}

/** Why the system does not give a file or a folder; what is not the system's to say, the lab itself has reported. */
export function sentenceFor(path: string, error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : null
	if (typeof code !== 'string')
		return `${path} could not be answered: something went wrong inside the lab. Try it again.`
	switch (code) {
		case 'ENOENT':
			return `${path} is not there, or not any more.`
		case 'EACCES':
		case 'EPERM':
			return `${path} cannot be read: the system does not allow it.`
		case 'ELOOP':
			return `${path} is a link that leads to itself.`
		default:
			return `${path} cannot be read (${code}).`
	}
}
