import { join } from 'node:path'
import { readNote } from './setup/notes.mjs'
import { SetupProblem } from './setup/problem.mjs'

/**
 * The script behind a package's command. Not taken from node_modules/.bin, whose entries are no scripts on Windows.
 * @param {import('./setup/place.mjs').Place} place @param {string} name the package, which names its command as well
 */
export function tool(place, name) {
	const bin = readNote(join(place.modules, name, 'package.json'))?.bin
	const file = typeof bin === 'string' ? bin : (bin?.[name] ?? bin?.tsc)
	if (file === undefined)
		throw new SetupProblem(`The package ${name} is damaged. Delete node_modules, then run this again.`)
	return join(place.modules, name, file)
}
