import { draw } from '../../../shared/draw.ts'
import { largest } from '../../../shared/dataset.ts'
import { count, plural } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { greyOf, whyUnread, type Grey } from './picture.ts'
import { partOf, type Sink } from './sink.ts'
import type { SourceFile } from './source.ts'

/** Files that are read at once: enough for the cores, few enough for the memory. */
const together = 16
/** Bytes of one file. */
const mostFile = 16 * 2 ** 20

export const isPicture = ({ path }: SourceFile) => /\.(png|jpe?g|webp|gif|bmp|tiff?|avif)$/i.test(path)

/**
 * Pictures in a folder for each class: "7/scan.png", "train/dog/1.jpg", "test/dog/2.jpg". They are put in a random order,
 * the same for the same files: class after class, the last images would be of one class alone.
 */
export async function readFolders(
	files: readonly SourceFile[],
	size: readonly [number, number] | null,
	sink: Sink
): Promise<void> {
	const usable = files.filter((file) => {
		const why = !isPicture(file)
			? 'it is no picture of a kind that is read here'
			: classOf(file) === null
				? 'it lies in no folder that says its class'
				: file.bytes > mostFile
					? 'it is larger than 16 MB'
					: null
		if (why) sink.skip(file.path, why)
		return why === null
	})
	const names = [...new Set(usable.map((file) => classOf(file) ?? ''))].sort(byNumber)
	if (names.length < 2)
		throw new LabProblem(
			'BAD_DATA',
			`The pictures are of ${names.length === 0 ? 'no class' : `one class alone ("${names[0]}")`}. Bring a folder that has a folder for each class, with its pictures inside.`
		)
	if (names.length > largest.classes)
		throw new LabProblem(
			'BAD_DATA',
			`There are ${count(names.length)} folders with pictures; a data set has at most ${largest.classes} classes. Bring fewer.`
		)
	sink.names(names)
	sink.note('The images were put in a random order, for folder after folder the last ones would all be of one class.')
	const places = draw([...usable.keys()], usable.length, 1)
	const sizes = new Map<string, { many: number; first: string }>()
	let [done, bright] = [0, 0]
	for (let from = 0; from < places.length; from += together) {
		const some = places.slice(from, from + together).flatMap((place) => usable[place] ?? [])
		const read = await Promise.all(some.map(({ place }) => greyOf(place, size).catch(whyUnread)))
		for (const [at, file] of some.entries()) {
			const grey = read[at]
			if (grey === undefined || typeof grey === 'string') sink.skip(file.path, grey ?? '')
			else {
				const key = `${grey.height} × ${grey.width}`
				const known = sizes.get(key)
				sizes.set(key, { many: (known?.many ?? 0) + 1, first: known?.first ?? file.path })
				if (isBright(grey)) bright++
				// they are counted to the end, so that a person hears of all sizes at once
				if (sizes.size === 1)
					sink.image(partIn(file), names.indexOf(classOf(file) ?? ''), grey.pixels, grey.height, grey.width, file.path)
			}
		}
		done += some.length
		sink.progress(done / places.length, `reading ${plural(places.length, 'picture')}`)
	}
	if (sizes.size > 1) throw mixed(sizes)
	if (bright > places.length / 2)
		sink.note('Most of the images are light: they were taken as they are. MNIST is white on black.')
}

/** The folder it lies in; null where there is none. */
function classOf({ path }: SourceFile): string | null {
	const folder = path.split('/').at(-2)?.trim().slice(0, 80) ?? ''
	return folder === '' || partOf(folder) === 'test' || /^train(ing)?$/i.test(folder) ? null : folder
}

const partIn = ({ path }: SourceFile) =>
	path
		.split('/')
		.slice(0, -2)
		.some((folder) => partOf(folder) === 'test')
		? 'test'
		: 'training'

/** 2 before 10, a before b. */
const byNumber = (a: string, b: string) => new Intl.Collator('en', { numeric: true }).compare(a, b)

function isBright({ pixels }: Grey): boolean {
	let sum = 0
	for (const pixel of pixels) sum += pixel
	return sum > 127 * pixels.length
}

function mixed(sizes: ReadonlyMap<string, { many: number; first: string }>): LabProblem {
	const found = [...sizes].sort(([, a], [, b]) => b.many - a.many)
	const said = found.slice(0, 3).map(([size, { many, first }]) => `${count(many)} of ${size} (${first})`)
	return new LabProblem(
		'BAD_DATA',
		`The pictures are of ${found.length} sizes (height × width): ${said.join(', ')}${found.length > 3 ? ' …' : ''}. Bring pictures of one size, or say which size they are to be fitted into.`
	)
}
