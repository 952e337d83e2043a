import { findPreset } from '../presets.ts'
import type { Recipe } from '../recipe.ts'
import { findFactor } from './factors.ts'
import { usualSeeds, type StudyInput } from './study.ts'

/** The questions that the Keras notebook asks of single runs, as studies. */
const asked = [
	{ factor: 'dropout', preset: 'mlp-128-dropout', levels: [0, 0.1, 0.3, 0.5] },
	{ factor: 'neurons', preset: 'mlp-64', levels: [16, 32, 64, 128, 256] },
	{ factor: 'optimizer', preset: 'mlp-64', levels: ['sgd', 'rmsprop', 'adam', 'adagrad', 'adadelta'] },
	{ factor: 'hiddenLayers', preset: 'mlp-64', levels: [0, 1, 2, 3, 4] },
	{ factor: 'batchSize', preset: 'mlp-64', levels: [16, 32, 64, 128, 256] },
	{ factor: 'epochs', preset: 'mlp-64', levels: [5, 10, 20, 40] }
] as const

/** How many epochs each is given where the factor is not epochs itself; the notebook's 50 and 100 would take hours six times over. */
export const readyEpochs = 10

/** The notebook's six questions, ready to be trained: `change` may make the base recipe smaller, and `scale` the epochs fewer. */
export function readyStudies(
	change: (base: Recipe) => Recipe = (base) => base,
	scale = 1
): (StudyInput & { name: string })[] {
	const epochs = (count: number) => Math.max(1, Math.round(count * scale))
	return asked.map(({ factor, preset, levels }) => {
		const title = findFactor(factor)?.title.toLowerCase() ?? factor
		const base = findPreset(preset)?.recipe
		if (!base) throw new Error(`there is no preset ${preset}`)
		const scaled = factor === 'epochs' ? [...new Set(levels.map((count) => epochs(count)))] : [...levels]
		return {
			name: `Effect of ${title}`,
			question: `What is the effect of ${title} on accuracy?`,
			base: change({ ...base, epochs: factor === 'epochs' ? (scaled[0] as number) : epochs(readyEpochs) }),
			preset,
			design: { kind: 'one', factor, levels: scaled },
			seeds: usualSeeds
		}
	})
}
