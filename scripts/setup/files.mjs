import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The files below a folder (links among them), as paths relative to it. By hand, because the first of the Nodes that
 * must be able to run set-up cannot list a folder with all that is below it.
 * @param {string} folder @param {string} [below] @returns {string[]}
 */
export function filesIn(folder, below = '') {
	return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((found) => {
		const path = join(below, found.name)
		return found.isDirectory() ? filesIn(folder, path) : [path]
	})
}
