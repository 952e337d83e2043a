import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { failedLately, forget, readNote, writeNote } from './notes.mjs'
import { reachable } from './reach.mjs'
import { run } from './run.mjs'
import { megabytes, secondsSince } from './say.mjs'
import { sizeOf } from './tensorflow/entry.mjs'

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {{ binary: string, version: string } | { failedAt: number, reason: string }} Electron */

/** @param {Place} place */
const noteOf = (place) => join(place.state, 'electron.json')

/**
 * Electron's program, by the same marks its own installer goes by; undefined when it is not there.
 * @param {string} modules @param {NodeJS.ProcessEnv} [env]
 */
export function electronBinary(modules, env = process.env) {
	const folder = join(modules, 'electron')
	const dist = env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist')
	try {
		const version = readFileSync(join(folder, 'dist', 'version'), 'utf8')
			.trim()
			.replace(/^v/, '')
		const binary = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
		return version === readNote(join(folder, 'package.json'))?.version && existsSync(binary)
			? { binary, version }
			: undefined
	} catch {
		return undefined
	}
}

/** What is known of Electron, when nothing is left to try; else undefined. @param {Place} place @returns {Electron | undefined} */
export function electronReady(place) {
	const note = readNote(noteOf(place))
	return electronBinary(place.modules) ?? (failedLately(note, Date.now()) ? note : undefined)
}

/** Tries to fetch Electron's program once; the lab opens without it too. @param {Place} place @param {string} node @param {import('./say.mjs').Step} step */
export async function setUpElectron(place, node, step) {
	const folder = join(place.modules, 'electron')
	const download = join(place.state, 'electron-download')
	const beganAt = Date.now()
	rmSync(download, { recursive: true, force: true })
	mkdirSync(download, { recursive: true })
	step.now('looking for its program')
	const repository = readNote(join(folder, 'package.json'))?.repository
	const home = /https?:[^#]+/.exec(repository?.url ?? repository ?? '')?.[0]
	const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || home
	// tried even out of reach: Electron's own cache may have it
	const near = mirror === undefined || (await reachable(mirror))
	const { ended } = await run(node, [join(folder, 'install.js')], {
		cwd: folder,
		env: { ...process.env, TMPDIR: download, ELECTRON_GET_NO_PROGRESS: '1' },
		stall: near ? 30_000 : 4_000,
		limit: 15 * 60_000,
		grew() {
			const size = sizeOf(download)
			step.now(`fetching its program ${size > 0 ? megabytes(size) : ''}`)
			return size + sizeOf(join(folder, 'dist'))
		}
	})
	rmSync(download, { recursive: true, force: true })
	const found = electronBinary(place.modules)
	if (found !== undefined) {
		step.done(`${found.version} in ${secondsSince(beganAt)}`)
		return found
	}
	const reason = near
		? `its program could not be downloaded${ended ? ` (${ended})` : ''}`
		: 'its storage cannot be reached'
	const note = { failedAt: Date.now(), reason }
	writeNote(noteOf(place), note)
	step.done(`${reason}; the lab opens in the browser instead`)
	return note
}

/** Makes set-up try again what failed. @param {Place} place */
export function retryElectron(place) {
	forget(noteOf(place))
}
