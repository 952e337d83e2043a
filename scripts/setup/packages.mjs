import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { atLeast, carriedNode, outerNode } from './node.mjs'
import { forget, readNote, writeNote } from './notes.mjs'
import { SetupProblem } from './problem.mjs'
import { run } from './run.mjs'
import { secondsSince } from './say.mjs'

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {{ lock: string, node: string, version: string }} Packages what is installed: the lock file's hash and the Node to use */

/** @param {Place} place */
const noteOf = (place) => join(place.state, 'packages.json')

/** What is installed, when it is what the lock file says; else undefined. @param {Place} place @returns {Packages | undefined} */
export function packagesReady(place) {
	const note = readNote(noteOf(place))
	return note?.lock === lockHash(place) && existsSync(note.node) ? note : undefined
}

/** Makes set-up install every package anew: one of its files may be damaged. @param {Place} place */
export function retryPackages(place) {
	forget(noteOf(place))
	forget(join(place.modules, '.package-lock.json'))
}

/** @param {Place} place @param {import('./say.mjs').Step} step @returns {Promise<Packages>} */
export async function setUpPackages(place, step) {
	const lockFile = readNote(join(place.root, 'package-lock.json'))
	if (lockFile === undefined)
		throw new SetupProblem('package-lock.json is missing or damaged. Get it back with: git checkout package-lock.json')
	forget(noteOf(place))
	const installed = readNote(join(place.modules, '.package-lock.json'))
	if (installed === undefined || !sameTree(lockFile.packages, installed.packages)) await install(place, lockFile, step)
	const { node, version } = await workingNode(place)
	const note = { lock: lockHash(place), node, version }
	writeNote(noteOf(place), note)
	return note
}

/**
 * Whether npm's record of what it installed agrees with the lock file: someone may have run npm by hand.
 * What only other machines need may be missing.
 * @param {Record<string, any>} wanted @param {Record<string, any>} installed
 */
export function sameTree(wanted, installed = {}) {
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.link) return true
		const found = installed[path]
		if (found === undefined) return entry.optional === true || entry.devOptional === true
		return found.version === entry.version && found.integrity === entry.integrity
	})
}

/** How many packages npm will fetch for this machine. @param {Record<string, any>} packages */
export function countFor(packages, platform = process.platform, arch = process.arch) {
	/** @param {string[] | string | undefined} said some packages name one machine without a list @param {string} own */
	const fits = (said, own) => {
		const list = said === undefined ? [] : [said].flat()
		const refused = list.filter((one) => one.startsWith('!'))
		return refused.length === list.length ? !refused.includes(`!${own}`) : list.includes(own)
	}
	return Object.entries(packages).filter(
		([path, entry]) => path !== '' && fits(entry.os, platform) && fits(entry.cpu, arch)
	).length
}

/** @param {Place} place @param {any} lockFile @param {import('./say.mjs').Step} step */
async function install(place, lockFile, step) {
	const total = countFor(lockFile.packages)
	const beganAt = Date.now()
	let fetched = 0
	step.now(`${total} to install with npm`)
	const { command, args, shell } = npm(place, installing(place))
	const flags = ['--loglevel=http', '--ignore-scripts', '--include=dev', '--include=optional', '--engine-strict=false']
	const { code, output } = await run(command, [...args, ...flags], {
		cwd: place.root,
		shell,
		heard(text) {
			fetched += text.split('.tgz').length - 1
			step.now(`${Math.min(fetched, total)} of about ${total}`)
		}
	})
	if (code !== 0) {
		process.stderr.write('\n' + readable(output) + '\n')
		throw new SetupProblem(
			'npm could not install the packages; its own words are above. Mend that, then run this again.'
		)
	}
	step.done(`${total} installed in ${secondsSince(beganAt)}`)
}

/** What the lock file says, and nothing else. @param {Place} place */
function installing(place) {
	// Windows cannot delete a program that runs, so a set-up that runs on the project's Node must not wipe it
	const inside = process.platform === 'win32' && process.execPath.startsWith(place.modules)
	return inside ? ['install', '--no-save'] : ['ci']
}

/**
 * npm as it was called, or the one on the path.
 * @param {Place} place @param {string[]} verb
 */
export function npm(place, verb) {
	const own = process.env.npm_execpath
	if (own && /^np[mx]-cli\.c?js$/.test(basename(own)))
		return {
			command: outerNode(place.modules, process.env, process.execPath),
			args: [join(dirname(own), 'npm-cli.js'), ...verb],
			shell: false
		}
	return { command: 'npm', args: verb, shell: process.platform === 'win32' }
}

/** npm's words without its reports of each fetch and of engines (the first Node is older than the project's). @param {string} output */
export function readable(output) {
	return output
		.split('\n')
		.filter((line) => line.trim() !== '' && !/^npm (http|warn EBADENGINE)/i.test(line))
		.join('\n')
}

/** The Node to use from now on: the project's if it runs here, else the running one if it is new enough. @param {Place} place */
async function workingNode(place) {
	for (const node of [carriedNode(place.modules), process.execPath]) {
		if (node === undefined) continue
		const { code, output } = await run(node, ['--version'])
		const version = output.trim().replace(/^v/, '')
		if (code === 0 && atLeast(version, 22, 12)) return { node, version }
	}
	throw new SetupProblem(
		`The Node 24 that comes with the packages does not run on this machine (${process.platform}, ${process.arch}), and ` +
			`this Node ${process.versions.node} is too old to take its place. Install Node 24, then run this again.`
	)
}

/** @param {Place} place */
function lockHash(place) {
	try {
		return createHash('sha256')
			.update(readFileSync(join(place.root, 'package-lock.json')))
			.digest('hex')
	} catch {
		return 'missing'
	}
}
