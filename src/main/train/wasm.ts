import { dirname, join } from 'node:path'
import { load, tf } from './tf.ts'

/**
 * Makes WebAssembly compute in this thread: one thread of its own, a forward pass of every layer kind, the gradients of
 * dense networks only. Throws when it does not start.
 */
export async function startWasm(): Promise<void> {
	// or it recommends the native library, on the console
	tf.enableProdMode()
	const wasm = load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void }
	wasm.setWasmPaths(join(dirname(load.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist/'))
	if (!(await tf.setBackend('wasm'))) throw new Error('it did not start')
	await tf.ready()
}
