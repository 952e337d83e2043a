import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { userCache } from './place.mjs'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome']
const applications = ['Chromium', 'Google Chrome', 'Microsoft Edge']
const programs = [
	'Google\\Chrome\\Application\\chrome.exe',
	'Chromium\\Application\\chrome.exe',
	'Microsoft\\Edge\\Application\\msedge.exe'
]
const playwrights = [
	'chrome-headless-shell',
	'headless_shell',
	'chrome',
	'Chromium',
	'chrome.exe',
	'chrome-headless-shell.exe'
]

/**
 * Every Chromium that seems to be installed, likeliest first: the machine's own, then those of Playwright's cache.
 * @param {NodeJS.ProcessEnv} env @param {string} platform @param {string} home @returns {string[]}
 */
export function installedBrowser(env = process.env, platform = process.platform, home = homedir()) {
	return [...machines(env, platform, home), ...fromPlaywrightsCache(env, platform, home)].filter((file) =>
		existsSync(file)
	)
}

/** @param {NodeJS.ProcessEnv} env @param {string} platform @param {string} home */
function machines(env, platform, home) {
	if (platform === 'win32')
		return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
			.filter((folder) => folder !== undefined)
			.flatMap((folder) => programs.map((program) => join(/** @type {string} */ (folder), program)))
	if (platform === 'darwin')
		return ['/Applications', join(home, 'Applications')].flatMap((folder) =>
			applications.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name))
		)
	const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
	return commands.flatMap((command) => [...new Set(folders)].filter(Boolean).map((folder) => join(folder, command)))
}

/** @param {NodeJS.ProcessEnv} env @param {string} platform @param {string} home */
function fromPlaywrightsCache(env, platform, home) {
	const cache = env.PLAYWRIGHT_BROWSERS_PATH || join(userCache(env, platform, home), 'ms-playwright')
	if (!existsSync(cache)) return []
	const folders = readdirSync(cache).filter((name) => name.startsWith('chromium'))
	// newest first: the folder's name ends with the build's number
	folders.sort((one, other) => Number(other.split('-').at(-1)) - Number(one.split('-').at(-1)))
	return folders
		.filter((name) => existsSync(join(cache, name, 'INSTALLATION_COMPLETE')))
		.flatMap((name) => programsIn(join(cache, name)))
}

/** @param {string} folder */
function programsIn(folder) {
	return readdirSync(folder, { withFileTypes: true })
		.filter((inner) => inner.isDirectory())
		.flatMap((inner) => [join(folder, inner.name), join(folder, inner.name, 'Chromium.app', 'Contents', 'MacOS')])
		.flatMap((place) => playwrights.map((name) => join(place, name)))
}
