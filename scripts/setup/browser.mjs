import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { installedBrowser } from './browser-paths.mjs'
import { failedLately, forget, readNote, writeNote } from './notes.mjs'
import { run } from './run.mjs'
import { secondsSince } from './say.mjs'

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {import('./say.mjs').Step} Step */
/** @typedef {{ binary: string, version: string } | { failedAt: number, reason: string }} Browser */

/** @param {Place} place */
const noteOf = (place) => join(place.state, 'browser.json')

/** What is known of a browser for the stories, when nothing is left to try; else undefined. @param {Place} place @returns {Browser | undefined} */
export function browserReady(place) {
	const note = readNote(noteOf(place))
	const chosen = process.env.DIGIT_LAB_BROWSER
	if (note?.binary !== undefined && (!chosen || note.binary === chosen))
		return existsSync(note.binary) ? note : undefined
	return !chosen && failedLately(note, Date.now()) ? note : undefined
}

/** Finds a Chromium that runs, or gets one. @param {Place} place @param {string} node @param {Step} step @returns {Promise<Browser>} */
export async function setUpBrowser(place, node, step) {
	const beganAt = Date.now()
	step.now('looking for a Chromium')
	const chosen = process.env.DIGIT_LAB_BROWSER
	let found = chosen ? await working([chosen]) : await working(installedBrowser())
	for (const get of chosen ? [] : [fromPlaywright, fromDebian]) {
		if (found === undefined && (await get(place, node, step))) found = await working(installedBrowser())
	}
	const reason = chosen
		? `DIGIT_LAB_BROWSER names ${chosen}, which does not run`
		: 'no Chromium is installed and none can be had; install one, or name yours in DIGIT_LAB_BROWSER'
	const note = found ?? { failedAt: Date.now(), reason }
	writeNote(noteOf(place), note)
	step.done('reason' in note ? note.reason : `${note.version} (${note.binary}) in ${secondsSince(beganAt)}`)
	return note
}

/** The first of these that tells its version. @param {string[]} binaries */
async function working(binaries) {
	for (const binary of binaries) {
		if (!existsSync(binary)) continue
		// on Windows the question would open a window
		if (process.platform === 'win32') return { binary, version: 'a Chromium' }
		const { code, output } = await run(binary, ['--version'], { limit: 20_000 })
		if (code === 0) return { binary, version: /.*\d+\.\d+.*/.exec(output)?.[0].trim() ?? 'a Chromium' }
	}
	return undefined
}

/** @param {Place} place @param {string} node @param {Step} step */
async function fromPlaywright(place, node, step) {
	const cli = join(place.modules, 'playwright-core', 'cli.js')
	const { code } = await run(node, [cli, 'install', 'chromium-headless-shell'], {
		stall: 30_000,
		limit: 10 * 60_000,
		heard(text) {
			const percent = /(\d+)% of/.exec(text.split('\n').at(-1) || text)?.[1]
			step.now(`fetching Playwright's Chromium ${percent === undefined ? '' : `${percent} %`}`)
		}
	})
	return code === 0
}

/** Debian's package, which only root can install. @param {Place} _place @param {string} _node @param {Step} step */
async function fromDebian(_place, _node, step) {
	if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	const bounds = { env, stall: 90_000, limit: 15 * 60_000 }
	step.now('fetching the lists of Debian packages')
	await run('apt-get', ['-o', 'Acquire::Retries=0', 'update'], bounds)
	const { code } = await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
		...bounds,
		heard: (text) => step.now(`installing Debian's chromium: ${text.trim().split('\n').at(-1)}`)
	})
	return code === 0
}

/** Makes set-up try again what failed. @param {Place} place */
export function retryBrowser(place) {
	forget(noteOf(place))
}
