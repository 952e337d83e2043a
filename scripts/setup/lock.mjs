import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { readNote, writeNote } from './notes.mjs'
import { helperListeners, helpers } from './run.mjs'

const beatEvery = 5_000
const lookEvery = 300
const looksAtLeast = 40
const silentOwner = 120_000
const longestHelper = 600_000

/**
 * Who holds a lock: a process, the helpers it started (they outlive it when it is killed), and its last sign of life.
 * @typedef {{ token: string, host: string, pid: number, helpers: number[], beat: number }} Owner
 */

/**
 * Whether a lock found on disk counts. A dead owner's helper still counts: two `npm ci` in one folder would spoil it.
 * @param {Owner | undefined} owner @param {number} now @param {(pid: number) => boolean} alive @param {string} host
 */
export function held(owner, now, alive, host) {
	if (owner === undefined) return false
	const silent = now - owner.beat
	if (owner.host !== host) return silent < silentOwner
	// a number that is alive but silent was given to another program since
	if (alive(owner.pid)) return silent < silentOwner
	return owner.helpers.some(alive) && silent < longestHelper
}

/**
 * Does some work while holding a lock folder; others wait, and take over when its owner is gone.
 * @template T @param {string} folder @param {(owner: Owner, alive: boolean) => void} waiting called once for each process it waits for, who may live on in helpers only
 * @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withLock(folder, waiting, work) {
	mkdirSync(dirname(folder), { recursive: true })
	/** @type {Owner} */
	const mine = { token: `${process.pid}-${Date.now()}`, host: hostname(), pid: process.pid, helpers: [], beat: 0 }
	let said = 0
	let looks = 0
	let lastBeat = 0
	while (!take(folder, mine)) {
		/** @type {Owner | undefined} */
		const owner = readNote(join(folder, 'owner.json'))
		looks = owner?.beat === lastBeat ? looks + 1 : 1
		lastBeat = owner?.beat ?? 0
		// a machine that slept finds every sign of life old: a living owner is given time to wake up as well
		const waking = owner !== undefined && isAlive(owner.pid) && looks < looksAtLeast
		if (!waking && !held(owner, Date.now(), isAlive, hostname())) {
			retire(folder, owner)
		} else if (owner !== undefined && owner.pid !== said) {
			said = owner.pid
			waiting(owner, isAlive(owner.pid))
		}
		await new Promise((resolve) => setTimeout(resolve, lookEvery))
	}
	const beat = () => {
		try {
			if (readNote(join(folder, 'owner.json'))?.token !== mine.token) return
			writeNote(join(folder, 'owner.json'), { ...mine, helpers: [...helpers], beat: Date.now() })
		} catch {
			// a sign of life that could not be given is given five seconds later
		}
	}
	const release = () => {
		if (readNote(join(folder, 'owner.json'))?.token === mine.token) rmSync(folder, { recursive: true, force: true })
	}
	const timer = setInterval(beat, beatEvery)
	helperListeners.add(beat)
	process.on('exit', release)
	try {
		return await work()
	} finally {
		clearInterval(timer)
		helperListeners.delete(beat)
		process.off('exit', release)
		release()
	}
}

/**
 * A lock appears with its owner inside or not at all: it is filled elsewhere and renamed into place.
 * @param {string} folder @param {Owner} mine
 */
function take(folder, mine) {
	const filled = `${folder}.${mine.token}`
	mkdirSync(filled, { recursive: true })
	writeFileSync(join(filled, 'owner.json'), JSON.stringify({ ...mine, beat: Date.now() }))
	try {
		renameSync(filled, folder)
		return true
	} catch {
		rmSync(filled, { recursive: true, force: true })
		return false
	}
}

/**
 * Moves a dead lock away under its owner's name, so that of two who found it dead the slower one cannot move the
 * lock that the quicker one took since.
 * @param {string} folder @param {Owner | undefined} owner
 */
function retire(folder, owner) {
	try {
		if (owner === undefined) return rmdirSync(folder)
		const grave = `${folder}.dead-${owner.token}`
		renameSync(folder, grave)
		setTimeout(() => rmSync(grave, { recursive: true, force: true }), 2_000).unref()
	} catch {
		// someone else was quicker
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0)
		return true
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
	}
}
