import { createHash } from 'node:crypto'
import {
	copyFileSync,
	createReadStream,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readlinkSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync
} from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { filesIn } from '../files.mjs'
import { readNote, writeNote } from '../notes.mjs'

/**
 * A cache entry: a folder of files with a manifest that was written last. It appears under its name by one rename.
 * @typedef {{ path: string, size: number, sha256: string } | { path: string, link: string }} Member paths use '/'
 * @typedef {{ source: string, version: string, members: Member[] }} Manifest
 */

const manifestName = 'manifest.json'

/** Gives a filled folder its manifest and its name. @param {string} filled @param {string} entry @param {{ source: string, version: string }} about */
export async function publish(filled, entry, about) {
	/** @type {Member[]} */
	const members = []
	for (const path of filesIn(filled)) {
		if (path === manifestName) continue
		const file = join(filled, path)
		const posix = path.split(sep).join('/')
		if (lstatSync(file).isSymbolicLink()) members.push({ path: posix, link: readlinkSync(file) })
		else members.push({ path: posix, size: statSync(file).size, sha256: await sha256(file) })
	}
	writeNote(join(filled, manifestName), { ...about, members })
	discard(entry)
	renameSync(filled, entry)
}

/** The manifest of an entry whose files are all there in full; else undefined. @param {string} entry @returns {Manifest | undefined} */
export function readEntry(entry) {
	/** @type {Manifest | undefined} */
	const manifest = readNote(join(entry, manifestName))
	return manifest && allThere(entry, manifest.members) ? manifest : undefined
}

/** Whether files of these sizes lie in a folder. @param {string} folder @param {Member[]} members */
export function allThere(folder, members) {
	return members.every((member) => {
		const found = statSync(join(folder, member.path), { throwIfNoEntry: false })
		return found !== undefined && (!('size' in member) || found.size === member.size)
	})
}

/** The first member whose bytes are not those that were cached; undefined when all are. @param {string} entry @param {Manifest} manifest */
export async function damaged(entry, manifest) {
	for (const member of manifest.members)
		if ('sha256' in member && (await sha256(join(entry, member.path))) !== member.sha256) return member.path
	return undefined
}

/**
 * Places an entry's files in a package, each by one rename, so that a program that uses the old ones is not disturbed.
 * @param {string} entry @param {Manifest} manifest @param {string} folder
 */
export function place(entry, manifest, folder) {
	for (const member of manifest.members) {
		const target = join(folder, member.path)
		const fresh = `${target}.${process.pid}`
		mkdirSync(dirname(target), { recursive: true })
		rmSync(fresh, { force: true })
		if ('link' in member) symlinkSync(member.link, fresh)
		else share(join(entry, member.path), fresh)
		renameSync(fresh, target)
		// a rename of two names of one file onto each other does nothing and leaves both
		rmSync(fresh, { force: true })
	}
}

/** Moves an entry out of the way, then deletes it: half an entry must not be found under its name. @param {string} entry */
export function discard(entry) {
	if (!existsSync(entry)) return
	const doomed = `${entry}.doomed-${process.pid}-${Date.now()}`
	renameSync(entry, doomed)
	rmSync(doomed, { recursive: true, force: true })
}

/** Removes what a set-up that was cut short left beside an entry; call it only while holding the entry's lock. @param {string} entry */
export function sweep(entry) {
	const around = dirname(entry)
	if (!existsSync(around)) return
	for (const name of readdirSync(around))
		if (join(around, name).startsWith(`${entry}.doomed-`) || join(around, name).startsWith(`${entry}.filling`))
			rmSync(join(around, name), { recursive: true, force: true })
}

/** The bytes below a folder; 0 when there is none. @param {string} folder @returns {number} */
export function sizeOf(folder) {
	try {
		return filesIn(folder).reduce(
			(sum, path) => sum + (lstatSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0),
			0
		)
	} catch {
		// a folder that vanished while it was read
		return 0
	}
}

/** One file under two names costs no disk; on another disk, a link to it; where links are not allowed, a copy. @param {string} from @param {string} to */
function share(from, to) {
	try {
		linkSync(from, to)
	} catch {
		if (process.platform === 'win32') copyFileSync(from, to)
		else symlinkSync(from, to)
	}
}

/** @param {string} file */
async function sha256(file) {
	const hash = createHash('sha256')
	for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk)
	return hash.digest('hex')
}
