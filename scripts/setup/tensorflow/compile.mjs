import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Unavailable } from '../problem.mjs'
import { run } from '../run.mjs'

/** The C++ compiler of this machine; undefined when it has none. */
export async function findCompiler() {
	for (const name of [process.env.CXX, 'c++', 'g++', 'clang++'])
		if (name && (await run(name, ['--version'], { limit: 20_000 })).code === 0) return name
	return undefined
}

/**
 * Compiles tfjs-node's addon from the package's own two files. It looks for the libraries in its own folder, so that
 * the entry works wherever it is placed.
 * @param {string} compiler @param {{ modules: string, include: string, libraries: string[], addon: string }} what
 * @param {import('../say.mjs').Step} step
 */
export async function compileAddon(compiler, what, step) {
	const source = join(what.modules, '@tensorflow', 'tfjs-node')
	mkdirSync(dirname(what.addon), { recursive: true })
	const beganAt = Date.now()
	const mac = process.platform === 'darwin'
	const args = [
		...['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-w'],
		...['-I', join(what.modules, 'node-api-headers', 'include'), '-I', what.include, '-I', dirname(source)],
		...[join(source, 'binding', 'tfjs_backend.cc'), join(source, 'binding', 'tfjs_binding.cc')],
		...['-o', what.addon, ...what.libraries],
		mac ? '-Wl,-rpath,@loader_path' : '-Wl,-rpath,$ORIGIN',
		...(mac ? ['-undefined', 'dynamic_lookup'] : [])
	]
	const { code, output } = await run(compiler, args, {
		limit: 300_000,
		grew() {
			step.now(`compiling tfjs-node's addon, ${Math.round((Date.now() - beganAt) / 1000)} s`)
			return 0
		}
	})
	if (code === 0) return
	const first = output.split('\n').find((line) => /error/i.test(line)) ?? output.trim().split('\n').at(-1)
	throw new Unavailable(`the addon does not compile with ${compiler}: ${first?.trim()}`)
}
