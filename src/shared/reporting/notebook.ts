import { findPreset } from '../presets.ts'
import type { Recipe } from '../recipe.ts'
import { usualOutline, withAnalysis, type ReportOutline } from './outline.ts'

/** The presets that are the notebook's four models, in its order. */
const models = ['slp', 'mlp-64', 'mlp-128-dropout', 'mlp-512-dropout']

/** Their recipes, with so many times the notebook's epochs, one at least. */
export const notebookRecipes = (epochsScale: number): { preset: string; recipe: Recipe }[] =>
	models.flatMap((preset) => {
		const recipe = findPreset(preset)?.recipe
		return recipe
			? [{ preset, recipe: { ...recipe, epochs: Math.max(1, Math.round(recipe.epochs * epochsScale)) } }]
			: []
	})

/** The notebook's programme as a report of these four runs. */
export function notebookOutline(runs: readonly number[], epochsScale: number): ReportOutline {
	const outline = usualOutline(runs, [], 'The notebook, reproduced')
	const scaled = epochsScale === 1 ? '' : ` They were trained for ${epochsScale} times the notebook’s epochs.`
	const question = `How well do a single layer, two hidden layers of 64, two of 128 with dropout and two of 512 with dropout recognise handwritten digits, and which of the four is best?${scaled}`
	const blocks = outline.blocks.map((block) => (block.kind === 'question' ? { ...block, text: question } : block))
	return withAnalysis({ ...outline, blocks })
}
