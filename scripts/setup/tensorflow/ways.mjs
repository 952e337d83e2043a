import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Unavailable } from '../problem.mjs'
import { compileAddon, findCompiler } from './compile.mjs'
import { fetchOriginal } from './original.mjs'
import { downloadWheel, findPython, unpackWheel, wheelFor } from './wheel.mjs'

/**
 * A way to the native library. `obtain` fills a folder with the files the package lacks, or says why it cannot.
 * @typedef {{ key: string, source: string, version: string,
 *   obtain(filling: string, step: import('../say.mjs').Step): Promise<void> }} Way
 */

/**
 * All ways, best first.
 * @param {string} modules @param {string} node @param {string} tfjs tfjs-node's version @returns {Way[]}
 */
export function ways(modules, node, tfjs) {
	const machine = `${process.platform}-${process.arch}`
	const wheel = wheelFor(machine)
	return [
		{
			key: `original-${tfjs}-${machine}`,
			source: "tfjs-node's own libtensorflow",
			version: tfjs,
			obtain: (filling, step) => fetchOriginal({ modules, node, filling }, step)
		},
		{
			key: `wheel-${wheel?.version}-${tfjs}-${machine}`,
			source: `the ${wheel?.project} wheel, addon compiled here`,
			version: wheel?.version ?? 'none',
			async obtain(filling, step) {
				if (wheel === undefined) throw new Unavailable(`there is no TensorFlow wheel to compile against on ${machine}`)
				// asked first: they cost nothing, the wheel hundreds of megabytes
				const compiler = await findCompiler()
				const python = await findPython()
				if (compiler === undefined)
					throw new Unavailable('the wheel needs a C++ compiler (c++, g++ or clang++); there is none')
				if (python === undefined) throw new Unavailable('the wheel needs python3 with pip; there is none')
				const download = join(filling, 'download')
				const unpacked = join(filling, 'unpacked')
				const file = await downloadWheel(python, wheel, download, step)
				await unpackWheel(python, file, unpacked, wheel.libraries, step)
				rmSync(download, { recursive: true })
				await settle(compiler, modules, filling, wheel.libraries, step)
				rmSync(unpacked, { recursive: true })
			}
		}
	]
}

/** @param {string} compiler @param {string} modules @param {string} filling @param {string[]} names @param {import('../say.mjs').Step} step */
async function settle(compiler, modules, filling, names, step) {
	const unpacked = join(filling, 'unpacked', 'tensorflow')
	const folder = join(filling, 'lib', 'napi-v8')
	const libraries = names.map((name) => join(folder, name))
	mkdirSync(folder, { recursive: true })
	for (const name of names) renameSync(join(unpacked, name), join(folder, name))
	const include = join(unpacked, 'include')
	await compileAddon(compiler, { modules, include, libraries, addon: join(folder, 'tfjs_binding.node') }, step)
}
