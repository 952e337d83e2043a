import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { readNote } from '../notes.mjs'
import { Unavailable } from '../problem.mjs'
import { reachable } from '../reach.mjs'
import { run } from '../run.mjs'
import { megabytes } from '../say.mjs'
import { sizeOf } from './entry.mjs'

const addonFolder = join('lib', 'napi-v8')

/**
 * Fills a folder with libtensorflow and the addon by tfjs-node's own install script.
 * The script rewrites its package and may stop half-way, so it works on a copy; the copy lies inside the package,
 * where it finds the same dependencies.
 * @param {{ modules: string, node: string, filling: string }} where @param {import('../say.mjs').Step} step
 */
export async function fetchOriginal({ modules, node, filling }, step) {
	const source = join(modules, '@tensorflow', 'tfjs-node')
	step.now("looking for tfjs-node's own libtensorflow")
	const storage = storageOf(readNote(join(source, 'package.json')), process.env)
	if (storage !== undefined && !(await reachable(storage)))
		throw new Unavailable("the storage of tfjs-node's own libtensorflow cannot be reached")
	const copy = join(source, `.fetching-${process.pid}`)
	try {
		for (const name of ['package.json', 'binding.gyp', 'binding', 'scripts'])
			cpSync(join(source, name), join(copy, name), { recursive: true })
		const path = [join(modules, '.bin'), dirname(node), process.env.PATH].join(delimiter)
		const { code, output, ended } = await run(node, [join('scripts', 'install.js')], {
			cwd: copy,
			env: { ...process.env, PATH: path },
			stall: 30_000,
			limit: 20 * 60_000,
			grew() {
				const size = sizeOf(join(copy, 'deps')) + sizeOf(join(copy, 'lib'))
				step.now(`fetching tfjs-node's own libtensorflow ${megabytes(size)}`)
				return size
			}
		})
		if (code !== 0 || ended !== undefined || !existsSync(join(copy, addonFolder, 'tfjs_binding.node')))
			throw new Unavailable(`tfjs-node's own libtensorflow could not be downloaded (${ended ?? lastWord(output)})`)
		pick(copy, filling)
	} finally {
		rmSync(copy, { recursive: true, force: true })
	}
}

/**
 * Where the install script downloads from, by the rules it has itself; undefined when they cannot be read.
 * @param {any} manifest tfjs-node's package.json @param {Record<string, string | undefined>} env
 */
export function storageOf(manifest, env) {
	const base = env.TFJS_NODE_BASE_URI || env.npm_config_TFJS_NODE_BASE_URI
	const storage = env.TFJS_NODE_CDN_STORAGE || env.npm_config_TFJS_NODE_CDN_STORAGE || env.CDN_STORAGE
	return base || storage || manifest?.binary?.host
}

/** @param {string} copy @param {string} filling */
function pick(copy, filling) {
	mkdirSync(join(filling, 'lib'), { recursive: true })
	renameSync(join(copy, addonFolder), join(filling, addonFolder))
	// on Windows the script leaves the library in a folder where the addon does not look
	const dll = join(copy, 'deps', 'lib', 'tensorflow.dll')
	if (process.platform === 'win32') return copyFileSync(dll, join(filling, addonFolder, 'tensorflow.dll'))
	mkdirSync(join(filling, 'deps'), { recursive: true })
	cpSync(join(copy, 'deps', 'lib'), join(filling, 'deps', 'lib'), { recursive: true, verbatimSymlinks: true })
}

/** @param {string} output */
function lastWord(output) {
	return (
		output
			.trim()
			.split('\n')
			.findLast((line) => /error|fail|unsupported/i.test(line))
			?.trim()
			.slice(0, 160) ?? 'no reason given'
	)
}
