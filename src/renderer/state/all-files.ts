import { entriesIn, fileOf, isFolder, type Found } from './picture-files.ts'

/** Files that were chosen, of a folder with the folder's name: all of them, for the lab says what they are. */
export const filesChosen = (files: readonly File[]): Found[] =>
	files.map((file) => ({ file, path: file.webkitRelativePath || file.name }))

/** Files that were dropped, folders with everything in them. The transfer is looked at before the first wait. */
export async function filesDropped(transfer: DataTransfer): Promise<Found[]> {
	const items = [...transfer.items].filter(({ kind }) => kind === 'file')
	const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
	const found: Found[] = []
	for (const entry of entries) {
		if (entry instanceof File) found.push({ file: entry, path: entry.name })
		else if (entry) await walkAll(entry, found)
	}
	return found
}

async function walkAll(entry: FileSystemEntry, found: Found[]): Promise<void> {
	if (isFolder(entry)) for (const one of await entriesIn(entry)) await walkAll(one, found)
	else found.push({ file: await fileOf(entry), path: entry.fullPath.replace(/^\//, '') })
}
