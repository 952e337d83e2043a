import { plural } from '../../shared/format.ts'
import { imageEndings } from '../../shared/pictures.ts'

/** A file that a person brings, and where it lay: "digits/7/scan.png", or its name alone. */
export interface Found {
	file: File
	path: string
}

/** What was found in what a person brought. */
export interface Gathered {
	files: Found[]
	/** What was not, and why: a sentence each. */
	refused: { name: string; sentence: string }[]
}

const isPicture = (name: string) => imageEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))
const noPictures = (folder: string) =>
	`There is no picture in the folder “${folder}”: none of its files ends in ${imageEndings.map((one) => `.${one}`).join(', ')}.`
const gone = (what: string) => `${what} could not be read: it was moved or deleted meanwhile, or may not be opened.`

/** Files that were chosen one by one are all taken: what they are, the reader says. Those of a folder come with its name. */
export function fromInput(files: readonly File[]): Gathered {
	const found = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }))
	const folders = Map.groupBy(
		found.filter(({ path }) => path.includes('/')),
		({ path }) => path.split('/')[0] ?? ''
	)
	const refused = [...folders].flatMap(([name, inside]) =>
		inside.some(({ path }) => isPicture(path)) ? [] : [{ name, sentence: noPictures(name) }]
	)
	return { files: found.filter(({ path }) => !path.includes('/') || isPicture(path)), refused }
}

/** What was dropped or pasted. The transfer is empty as soon as its event is over, so it is looked at before the first wait. */
export async function fromTransfer(transfer: DataTransfer): Promise<Gathered> {
	const items = [...transfer.items].filter(({ kind }) => kind === 'file')
	const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
	const all: Gathered = { files: [], refused: [] }
	for (const entry of entries) {
		if (entry instanceof File) all.files.push({ file: entry, path: entry.name })
		else if (entry) await walk(entry, all, true)
	}
	return all
}

/** Goes through a folder and all that are in it. */
export async function walk(entry: FileSystemEntry, all: Gathered, pointedAt: boolean): Promise<void> {
	const path = entry.fullPath.replace(/^\//, '')
	try {
		if (isFolder(entry)) {
			const before = all.files.length + all.refused.length
			for (const one of await entriesIn(entry)) await walk(one, all, false)
			if (pointedAt && all.files.length + all.refused.length === before)
				all.refused.push({ name: entry.name, sentence: noPictures(entry.name) })
		} else if (pointedAt || isPicture(entry.name)) all.files.push({ file: await fileOf(entry), path })
	} catch (error) {
		console.info('It could not be read.', error)
		all.refused.push({ name: path, sentence: gone(path) })
	}
}

/** The browser hands out a folder's entries a hundred at a time; none means that these were all. */
export async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader()
	const all: FileSystemEntry[] = []
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
		if (some.length === 0) return all
		all.push(...some)
	}
}

export const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
export const fileOf = (entry: FileSystemEntry) =>
	new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))

/** Whether it is a run from another lab, or a recipe to verify, which is imported instead of being looked at. */
export const isRunFile = (name: string) => /\.(digitlab|digitrecipe|zip)$/i.test(name)

/** What dropping would do, from the little a page is told before: how many, and of which kinds. */
export function sayDrop(types: readonly string[]): string {
	if (types.length > 0 && types.every((type) => type.includes('zip'))) return 'Drop the file to import the run'
	if (types.length === 1 && types[0] !== '') return 'Drop the picture to have its digits read'
	// a folder, or a file whose ending no system knows
	if (types.length === 1) return 'Drop it to have the digits in every picture read, or the run imported'
	return `Drop ${plural(types.length, 'file')} or folders to have the digits in every picture read`
}
