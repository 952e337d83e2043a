import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../setup/run.mjs'
import { say } from '../setup/say.mjs'

/**
 * Takes the names that only a debugger reads out of TensorFlow's library: 205 of its 788 MB where it came from the
 * wheel. The file may be one with the user's cache, so a new one takes its place.
 * @param {string} unpacked the folder beside the archive
 */
export async function stripTensorflow(unpacked) {
	if (process.platform !== 'linux') return
	const lib = join(unpacked, 'node_modules', '@tensorflow', 'tfjs-node', 'lib')
	const deps = join(unpacked, 'node_modules', '@tensorflow', 'tfjs-node', 'deps', 'lib')
	for (const folder of [...below(lib), deps].filter((one) => existsSync(one)))
		for (const name of readdirSync(folder).filter((one) => /\.so(\.\d+)*$/.test(one))) {
			const file = join(folder, name)
			const { code } = await run('strip', ['--strip-unneeded', '-o', `${file}.stripped`, file])
			if (code === 0 && statSync(`${file}.stripped`).size < statSync(file).size) renameSync(`${file}.stripped`, file)
			else {
				rmSync(`${file}.stripped`, { force: true })
				if (code !== 0)
					say('  "strip" is not here, so TensorFlow keeps its debugging names (Debian has it in binutils).')
			}
		}
}

/** @param {string} folder */
const below = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [])
