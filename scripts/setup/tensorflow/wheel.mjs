import { mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Unavailable } from '../problem.mjs'
import { run } from '../run.mjs'
import { megabytes } from '../say.mjs'
import { sizeOf } from './entry.mjs'

/** @typedef {{ project: string, version: string, tag: string, libraries: string[] }} Wheel */

const linuxLibraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
const version = '2.21.0'
/** @type {Record<string, Wheel>} */
const wheels = {
	'linux-x64': { project: 'tensorflow-cpu', version, tag: 'manylinux_2_27_x86_64', libraries: linuxLibraries },
	'linux-arm64': { project: 'tensorflow', version, tag: 'manylinux_2_27_aarch64', libraries: linuxLibraries },
	'darwin-arm64': {
		project: 'tensorflow',
		version,
		tag: 'macosx_12_0_arm64',
		libraries: ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib']
	}
}
const pythons = ['3.13', '3.12', '3.11', '3.10']
// of the whole tree of headers these are what the addon's two files reach
const headers = ['c/', 'core/platform/', 'xla/', 'tsl/']
const patience = 60_000
const roomNeeded = 1.6e9

/** The wheel with TensorFlow's libraries for a machine; undefined when there is none the addon can be compiled against. */
export function wheelFor(machine = `${process.platform}-${process.arch}`) {
	return wheels[machine]
}

/**
 * Downloads the wheel into a folder with pip and returns its path.
 * @param {string} python @param {Wheel} wheel @param {string} folder @param {import('../say.mjs').Step} step
 */
export async function downloadWheel(python, wheel, folder, step) {
	mkdirSync(folder, { recursive: true })
	const free = statfsSync(folder)
	if (free.bavail * free.bsize < roomNeeded)
		throw new Unavailable(`unpacking the ${wheel.project} wheel takes ${megabytes(roomNeeded)}, and the disk has less`)
	const beganAt = Date.now()
	const plain = ['-m', 'pip', 'download', '--no-deps', '--retries', '0', '--timeout', '10']
	const rest = [
		'--only-binary',
		':all:',
		'--disable-pip-version-check',
		'--dest',
		folder,
		`${wheel.project}==${wheel.version}`
	]
	// a Python that has no wheel of its own can still fetch the one made for another: only the libraries in it are used
	const foreign = pythons.map((one) => {
		const tags = ['--implementation', 'cp', '--abi', `cp${one.replace('.', '')}`, '--platform', wheel.tag]
		return ['--python-version', one, ...tags]
	})
	let reason = ''
	for (const tags of [[], ...foreign]) {
		const { code, output, ended } = await run(python, [...plain, ...tags, ...rest], {
			// pip writes the file here first, so its growth can be watched
			env: { ...process.env, TMPDIR: folder },
			stall: 30_000,
			grew() {
				const size = sizeOf(folder)
				step.now(`fetching the ${wheel.project} wheel with pip ${size > 0 ? megabytes(size) : ''}`)
				return size
			}
		})
		const file = readdirSync(folder).find((name) => name.endsWith('.whl'))
		if (code === 0 && file !== undefined) return join(folder, file)
		reason ||= /No module named pip/.test(output)
			? 'Python has no pip'
			: `pip found no ${wheel.project} ${wheel.version}${ended ? ` (${ended})` : ''}`
		if (reason === 'Python has no pip' || Date.now() - beganAt > patience) break
	}
	throw new Unavailable(reason)
}

/**
 * Takes libraries and headers out of the wheel; leaves nothing behind when a file is not what the wheel says it is.
 * @param {string} python @param {string} file @param {string} folder @param {string[]} libraries @param {import('../say.mjs').Step} step
 */
export async function unpackWheel(python, file, folder, libraries, step) {
	const script = join(dirname(fileURLToPath(import.meta.url)), 'unpack-wheel.py')
	const wanted = [
		...libraries.map((name) => `tensorflow/${name}`),
		...headers.map((name) =>
			name.startsWith('c') ? `tensorflow/include/tensorflow/${name}` : `tensorflow/include/${name}`
		)
	]
	const { code, output } = await run(python, [script, file, folder, ...wanted], {
		heard(text) {
			const [done = 0, total = 1] = (text.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
			if (total > 1) step.now(`unpacking the wheel ${Math.round((100 * done) / total)} %`)
		}
	})
	if (code === 0) return
	rmSync(folder, { recursive: true, force: true })
	throw new Unavailable(`the wheel could not be unpacked: ${output.trim().split('\n').at(-1)}`)
}

/** The Python of this machine; undefined when it has none. */
export async function findPython() {
	for (const name of ['python3', 'python']) {
		const { code } = await run(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))'], { limit: 20_000 })
		if (code === 0) return name
	}
	return undefined
}
