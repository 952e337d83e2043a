import { findPreset } from '../../src/shared/presets.ts'

/** What a preset is in a few words that Keras and PyTorch models can be built from. */
export function specOf(name: string) {
	const recipe = findPreset(name)?.recipe
	if (!recipe) throw new Error(`there is no preset ${name}`)
	const rate = recipe.layers.find((layer) => layer.kind === 'dropout')?.rate ?? 0
	const filters = recipe.layers.flatMap((layer) => (layer.kind === 'conv2d' ? [layer.filters] : []))
	const units = recipe.layers.flatMap((layer) => (layer.kind === 'dense' ? [layer.units] : [])).slice(0, -1)
	const { learningRate, batchSize: batch, optimizer } = recipe
	return {
		...(filters.length > 0 ? { filters } : { layers: units }),
		dropout: rate,
		optimizer: optimizer.kind,
		learningRate,
		batch
	}
}
