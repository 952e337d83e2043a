import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { lockOf, waiting } from './setup.mjs'
import { filesIn } from './setup/files.mjs'
import { withLock } from './setup/lock.mjs'
import { forget, readNote, writeNote } from './setup/notes.mjs'
import { SetupProblem } from './setup/problem.mjs'
import { run } from './setup/run.mjs'
import { secondsSince, step } from './setup/say.mjs'
import { tool } from './tool.mjs'

const folders = ['src', 'resources']
// what the list of licences beside the page is made by
const also = ['scripts/licences.mjs', 'scripts/package/shipped.mjs']
const files = /^(package-lock\.json|electron\.vite\.config\.ts|tsconfig.*\.json)$/

/** @param {string} root */
const stampOf = (root) => join(root, 'out', '.built')

/** One hash over path, time and size of everything a build reads: it also changes when a file is gone. @param {string} root */
export function fingerprint(root) {
	const paths = [...readdirSync(root).filter((name) => files.test(name)), ...also]
	for (const folder of folders)
		if (existsSync(join(root, folder))) for (const path of filesIn(join(root, folder))) paths.push(join(folder, path))
	const hash = createHash('sha256')
	for (const path of paths.sort()) {
		const found = statSync(join(root, path), { throwIfNoEntry: false })
		if (found?.isFile()) hash.update(`${path}\0${found.mtimeMs}\0${found.size}\n`)
	}
	return hash.digest('hex')
}

/** @param {string} root */
export function isStale(root) {
	return readNote(stampOf(root))?.fingerprint !== fingerprint(root) || !existsSync(join(root, 'out', 'main', 'cli.js'))
}

/**
 * Builds the lab when its sources changed since the last build.
 * @param {import('./setup/place.mjs').Place} place @param {string} node
 */
export async function buildIfStale(place, node) {
	if (!isStale(place.root)) return
	await withLock(lockOf(place), waiting, async () => {
		if (isStale(place.root)) await build(place, node)
	})
}

/** @param {import('./setup/place.mjs').Place} place @param {string} node */
async function build(place, node) {
	const line = step('Build')
	const beganAt = Date.now()
	// what is written while the build runs must make the next one stale
	const before = fingerprint(place.root)
	forget(stampOf(place.root))
	line.now('building the lab')
	const { code, output } = await run(node, [tool(place, 'electron-vite'), 'build'], { cwd: place.root })
	if (code !== 0) {
		process.stderr.write(`\n${output.trim()}\n\n`)
		throw new SetupProblem('The lab could not be built; the reason is above.')
	}
	writeNote(stampOf(place.root), { fingerprint: before })
	line.done(`the lab was built in ${secondsSince(beganAt)}`)
}
