import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes a folder and those it lies in. Node's own `recursive` never returns where one such as /proc says ENOENT instead of refusing. */
export function makeFolder(folder: string): void {
	if (existsSync(folder)) return
	if (dirname(folder) !== folder) makeFolder(dirname(folder))
	try {
		mkdirSync(folder)
	} catch (error) {
		// another lab that starts at this moment may have made it
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(folder)) throw error
	}
}
