import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Shape } from '../../../shared/network.ts'
import { tf } from '../tf.ts'
import type { Graph, Value } from './graph.ts'

/** Numbers that a placeholder is given for one run. */
export interface Feed {
	to: Value
	values: Float32Array | Int32Array | Uint8Array
	shape: Shape
}

/** A graph that TensorFlow has loaded, with its variables. */
export interface Session {
	/** Computes the values that are fetched; throws what TensorFlow complains of. */
	run(feeds: readonly Feed[], fetches: readonly Value[]): (Float32Array | Int32Array | Uint8Array)[]
	close(): void
}

interface Binding {
	createTensor(shape: number[], dtype: number, values: ArrayBufferView): number
	deleteTensor(id: number): void
	tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array
	loadSavedModel(folder: string, tags: string): number
	deleteSavedModel(id: number): void
	runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): { id: number }[]
	TF_FLOAT: number
	TF_INT32: number
	TF_UINT8: number
}

/** Loads a graph into libtensorflow's session by way of a file in `folder`, which is gone again when this returns. */
export function openSession(graph: Graph, folder: string): Session {
	const { binding } = tf.backend() as unknown as { binding: Binding }
	const made = mkdtempSync(join(folder, 'digit-lab-graph-'))
	let model: number
	try {
		writeFileSync(join(made, 'saved_model.pb'), graph.serialize())
		model = binding.loadSavedModel(made, 'train')
	} finally {
		rmSync(made, { recursive: true, force: true })
	}
	const typeOf = (values: Feed['values']) =>
		values instanceof Float32Array
			? binding.TF_FLOAT
			: values instanceof Int32Array
				? binding.TF_INT32
				: binding.TF_UINT8
	return {
		run(feeds, fetches) {
			const inputs: number[] = []
			try {
				for (const { values, shape } of feeds)
					inputs.push(binding.createTensor([...shape], typeOf(values), astray(values)))
				const names = feeds.map(({ to }) => to.name.replace(/:0$/, '')).join(',')
				const outputs = binding.runSavedModel(model, inputs, names, fetches.map(({ name }) => name).join(','))
				return outputs.map(({ id }) => {
					try {
						return binding.tensorDataSync(id)
					} finally {
						binding.deleteTensor(id)
					}
				})
			} finally {
				inputs.forEach((id) => binding.deleteTensor(id))
			}
		},
		close: () => binding.deleteSavedModel(model)
	}
}

/** A whole set's pixels, in bytes: they stay until the session is closed. */
const stays = 2 ** 24

/**
 * The same numbers, 4 bytes behind where a buffer begins. What lies on a multiple of 128 bytes TensorFlow takes as it is, and
 * whichever of its threads is the last to need it lets go of it: then the binding calls into JavaScript's heap from there, which
 * breaks it. Anything else is copied at once.
 */
export function astray(values: Feed['values']): Feed['values'] {
	if (values.byteLength > stays) return values
	const buffer = new ArrayBuffer(values.byteLength + 4)
	const Numbers = values.constructor as new (buffer: ArrayBuffer, from: number, length: number) => Feed['values']
	const copy = new Numbers(buffer, 4, values.length)
	copy.set(values)
	return copy
}
