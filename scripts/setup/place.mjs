import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where set-up reads and writes: the checkout, its packages, what set-up remembers of it, and the user's cache.
 * What is remembered lives among the packages, so that `npm ci` wipes both together.
 * @typedef {{ root: string, modules: string, state: string, cache: string }} Place
 */

/** @param {string} [root] @returns {Place} */
export function placeOf(root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))) {
	const modules = join(root, 'node_modules')
	const state = join(modules, '.digit-lab')
	return { root, modules, state, cache: join(userCache(process.env, process.platform, homedir()), 'digit-lab') }
}

/**
 * The folder where a user's programs keep what can be obtained again.
 * @param {Record<string, string | undefined>} env @param {string} platform @param {string} home
 */
export function userCache(env, platform, home) {
	if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME
	if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
	return platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache')
}

/**
 * The cache, or a folder of the checkout where the user's own cannot be written.
 * @param {Place} place
 */
export function writableCache(place) {
	try {
		mkdirSync(place.cache, { recursive: true })
		accessSync(place.cache, constants.W_OK)
		return place.cache
	} catch {
		return join(place.state, 'cache')
	}
}
