import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildIfStale } from './build.mjs'
import { bill } from './package/bill.mjs'
import { pack } from './package/pack.mjs'
import { programIn, tryOut } from './package/try.mjs'
import { SetupProblem } from './setup/problem.mjs'
import { say } from './setup/say.mjs'

/** @typedef {import('./verbs.mjs').World} World */

/** What can be asked for, by its word. @type {Record<string, (world: World, output: string) => Promise<void>>} */
export const deeds = {
	installers: (world, output) => packed(world, output, false),
	folder: (world, output) => packed(world, output, true),
	try: async ({ place, env }, output) => say(await tryOut(place, programIn(output), env)),
	bill: ({ place, env }, output) => bill(place, env, output)
}

/**
 * `npm run package` makes the installers of this system in dist/, `-- folder` the program alone, `-- try` opens what was
 * packed and trains an epoch in it, `-- bill` lists what it is made of.
 * @param {World} world @returns {Promise<number>} the exit code
 */
export async function packageLab(world) {
	const [word = 'installers', ...rest] = world.args
	const deed = Object.hasOwn(deeds, word) ? deeds[word] : undefined
	if (deed === undefined || rest.length > 0) {
		say(`npm run package -- ONE OF ${Object.keys(deeds).join(', ')}.`)
		return 2
	}
	const output = join(world.place.root, 'dist')
	mkdirSync(output, { recursive: true })
	await deed(world, output)
	return 0
}

/** @param {World} world @param {string} output @param {boolean} folderOnly */
async function packed({ place, node, machine }, output, folderOnly) {
	await buildIfStale(place, node)
	const { electron } = machine
	if (electron === undefined || 'failedAt' in electron) {
		const why = electron?.reason ?? 'it was not set up'
		throw new SetupProblem(
			`Electron is what the lab is packed in, and it is not here: ${why}. Once it can be had, run "npm run setup -- --again".`
		)
	}
	const made = await pack(place, { output, folderOnly, electron: join(place.modules, 'electron', 'dist') })
	const names = made.map((path) => relative(place.root, path))
	say(names.length > 0 ? `Made ${names.join(', ')}` : `Made ${relative(place.root, programIn(output))}`)
}
