import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { largestImport, tooLarge, type LabBytes } from '../../shared/bytes.ts'
import { LabProblem } from '../../shared/problems.ts'

/** The files on a command line that are runs or recipes to verify, wherever it was given from: what comes with a double click, or a drop on the icon. */
export const runFilesIn = (words: readonly string[], folder: string): string[] =>
	words
		.filter((word) => !word.startsWith('-') && /\.digit(lab|recipe)$/i.test(word))
		.map((word) => pathOf(word) ?? resolve(folder, word))

/** Of a file that is named by its address, as desktops on Linux do. */
function pathOf(word: string): string | null {
	if (!URL.canParse(word) || new URL(word).protocol !== 'file:') return null
	try {
		return fileURLToPath(word)
	} catch {
		// of another computer, or no address after all
		return null
	}
}

const isExport = (name: string) => /\.(digitlab|digitrecipe|zip)$/i.test(name)

/**
 * Takes in the run, or the recipe to verify, that a person opened from outside of the window, and gives the page's address
 * that shows it.
 * @throws LabProblem when it is neither, or cannot be read
 */
export async function takeIn(path: string, lab: Pick<LabBytes, 'import'>): Promise<string> {
	const name = basename(path)
	if (!isExport(name))
		throw new LabProblem('BAD_REQUEST', `${name} is not a run. Pictures and data sets are dropped on the lab's window.`)
	const imported = await lab.import(await readExport(path, name))
	return imported.kind === 'run' ? `#/runs/${imported.run.id}` : `#/verify/${imported.recipe}`
}

async function readExport(path: string, name: string): Promise<Uint8Array> {
	try {
		if ((await stat(path)).size > largestImport) throw new LabProblem('BAD_DATA', tooLarge)
		return await readFile(path)
	} catch (error) {
		if (error instanceof LabProblem) throw error
		const { code } = error as NodeJS.ErrnoException
		const why = code === 'ENOENT' ? 'it is not there any more' : code === 'EISDIR' ? 'it is a folder' : code
		throw new LabProblem('BAD_REQUEST', `${name} cannot be read: ${why}. See where it is, and open it again.`)
	}
}
