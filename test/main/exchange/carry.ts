import type { ExportForm, Imported } from '../../../src/shared/bytes.ts'
import type { RecipeInput } from '../../../src/shared/recipe.ts'
import type { Lab } from '../../../src/main/lab.ts'

/** A file that the lab exports, whole. */
export async function exported(lab: Lab, run: number, form: ExportForm): Promise<Uint8Array<ArrayBuffer>> {
	const { body } = await lab.bytes.download(run, form)
	return new Uint8Array(await new Response(body).arrayBuffer())
}

/** Takes in the file of a whole run. */
export async function importRun(lab: Lab, file: Uint8Array): Promise<Imported & { kind: 'run' }> {
	const imported = await lab.bytes.import(file)
	if (imported.kind !== 'run') throw new Error(`a ${imported.kind} came instead of a run`)
	return imported
}

export const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
export const jsonOf = (bytes: Uint8Array) => JSON.parse(textOf(bytes)) as unknown

/** One network of each kind, small, trained on a hundred images for an epoch or two. */
export const networks: Record<string, RecipeInput['layers']> = {
	dense: [
		{ kind: 'dense', units: 12, activation: 'gelu', useBias: false },
		{ kind: 'dropout', rate: 0.3 },
		{ kind: 'dense', units: 8, activation: 'elu' },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	],
	convolution: [
		{ kind: 'conv2d', filters: 3, kernelSize: 5, strides: 2, padding: 'same', useBias: false },
		{ kind: 'batchNorm', epsilon: 0.01 },
		{ kind: 'maxPool2d', poolSize: 2 },
		{ kind: 'conv2d', filters: 2, kernelSize: 3, activation: 'tanh' },
		{ kind: 'flatten' },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	],
	lstm: [
		{ kind: 'lstm', units: 6, returnSequences: true },
		{ kind: 'simpleRnn', units: 5 },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	],
	gru: [
		{ kind: 'gru', units: 6, activation: 'sigmoid' },
		{ kind: 'dense', units: 10, activation: 'softmax' }
	]
}

export const small = (layers: RecipeInput['layers']): RecipeInput => ({
	data: { limit: 100 },
	layers,
	optimizer: { kind: 'adam' },
	learningRate: 0.01,
	batchSize: 25,
	epochs: 1
})
