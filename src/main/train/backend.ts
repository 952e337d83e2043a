import { firstLineOf } from '../../shared/problems.ts'
import type { Backend } from '../../shared/runs.ts'
import { load, tf } from './tf.ts'
import { startWasm } from './wasm.ts'

/**
 * Loads what computes: TensorFlow's native library, or, where it cannot be loaded or `wanted` says so, WebAssembly with
 * a notice of what that costs. Never throws: a lab without either still opens and shows its runs.
 */
export async function openBackend(wanted: 'native' | 'wasm'): Promise<Backend> {
	let missing = 'WebAssembly was asked for'
	if (wanted === 'native') {
		try {
			return openNative()
		} catch (error) {
			missing = `TensorFlow's native library cannot be loaded (${firstLineOf(error)})`
		}
	}
	try {
		return await openWasm(missing)
	} catch (error) {
		const mend = 'Run "npm run lab -- doctor" to see what is missing.'
		return {
			kind: 'none',
			notice: `${missing}, and neither can WebAssembly (${firstLineOf(error)}). Nothing can be trained. ${mend}`
		}
	}
}

function openNative(): Backend {
	// gone since Node 23, and tfjs-node 4.22 still calls them
	const util = load('node:util') as Record<string, unknown>
	util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
	util['isArray'] = Array.isArray
	load('@tensorflow/tfjs-node')
	if (tf.getBackend() !== 'tensorflow') throw new Error(`the backend is ${tf.getBackend()}`)
	prove()
	const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } }
	return { kind: 'native', tensorflow: binding.TF_Version }
}

async function openWasm(missing: string): Promise<Backend> {
	await startWasm()
	prove()
	const notice = `${missing}, so TensorFlow.js computes in WebAssembly: dense networks only, and 2 to 14 times slower. Run "npm run lab -- doctor" to see how to mend it.`
	return { kind: 'wasm', tensorflow: `${tf.version.tfjs} (TensorFlow.js)`, notice }
}

/** One addition shows that the library works; and a thread that ends without having computed crashes the process (tfjs-node 4.22). */
function prove() {
	const sum = tf.tidy(() => tf.add(1, 2).dataSync()[0])
	if (sum !== 3) throw new Error(`it says that 1 + 2 is ${sum}`)
}
