import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { count } from '../../../shared/format.ts'
import { setFiles } from '../places.ts'
import { isGzip, type SourceFile } from './source.ts'
import { sumOf } from './writer.ts'

/** How many images are shown of a data set that was read. */
const mostShown = 100
/** Published files are told by md5 up to this size: larger ones are no training images. */
const mostSummed = 600 * 2 ** 20

/** md5 of the packed images, which their publishers give. */
export async function publishedSums(files: readonly SourceFile[]): Promise<string[]> {
	const sums: string[] = []
	for (const file of files
		.filter((one) => one.bytes < mostSummed && /images|imgs/i.test(one.path) && isGzip(one))
		.slice(0, 4)) {
		const hash = createHash('md5')
		for await (const piece of createReadStream(file.place)) hash.update(piece as Uint8Array)
		sums.push(hash.digest('hex'))
	}
	return sums
}

/** What a recipe records of the four files: their sha256, joined, summed up once more. */
export async function sumOfAll(folder: string): Promise<string> {
	const sums: string[] = []
	for (const name of [...setFiles.training, ...setFiles.test]) sums.push(await sumOf(join(folder, name)))
	return createHash('sha256').update(sums.join()).digest('hex')
}

/** What the labels are called: as the files say, else by their numbers. */
export const namesOf = (labels: readonly number[], names: readonly string[] | null) =>
	labels.map((label) => (names?.[label]?.trim() || String(label)).slice(0, 80))

/** How many there are of each label. */
export function countsOf(found: readonly number[], labels: readonly number[]): number[] {
	const counts = new Array<number>(256).fill(0)
	for (const label of found) counts[label] = (counts[label] ?? 0) + 1
	return labels.map((label) => counts[label] ?? 0)
}

/** A sentence where the usual validation share would be of some classes alone. */
export function orderNotes(found: readonly number[], labels: readonly number[], classes: readonly string[]): string[] {
	const last = new Set(found.slice(Math.floor(0.8 * found.length)))
	const absent = labels.filter((label) => !last.has(label)).map((label) => classes[labels.indexOf(label)])
	if (absent.length === 0 || found.length < 100) return []
	return [
		`The last fifth of the training images has none of ${absent.slice(0, 10).join(', ')}: let a recipe take a random choice of validation images.`
	]
}

/** Evenly spread over all of them. */
export const examplesOf = (images: number) =>
	Array.from({ length: Math.min(mostShown, images) }, (_, at) =>
		Math.floor((at * images) / Math.min(mostShown, images))
	)

/** The pixels of some images in an IDX file. */
export function pixelsAt(place: string, images: readonly number[], size: number): Uint8Array {
	const pixels = new Uint8Array(images.length * size)
	const file = openSync(place, 'r')
	for (const [at, image] of images.entries()) readSync(file, pixels, at * size, size, 16 + image * size)
	closeSync(file)
	return pixels
}

/** Where a data set comes from, in a line. */
export const sourceOf = (format: string, files: readonly SourceFile[]) =>
	`${format}: ${files
		.slice(0, 4)
		.map(({ path }) => path)
		.join(', ')}${files.length > 4 ? ` and ${count(files.length - 4)} more` : ''}`.slice(0, 2000)

/** What the folder or the file is called, until a person calls it something else. */
export function nameOf([file]: readonly SourceFile[]): string {
	const [head = '', ...rest] = (file?.path ?? '').split('/')
	const name = rest.length > 0 ? head : head.replace(/(\.\w{1,8}){1,2}$/, '')
	const isPart = /^(train|test|t10k)/i.test(name)
	return (isPart ? '' : name.slice(0, 80).trim()) || 'my data'
}
