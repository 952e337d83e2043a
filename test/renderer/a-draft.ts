import { findPreset } from '../../src/shared/presets.ts'
import type { Recipe } from '../../src/shared/recipe.ts'

/** What a browser keeps, kept in memory. */
export function memory(): Storage {
	const kept = new Map<string, string>()
	return {
		get length() {
			return kept.size
		},
		clear: () => kept.clear(),
		key: (index) => [...kept.keys()][index] ?? null,
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key)
	}
}

/** The recipe of a preset. */
export function recipeOf(name: string): Recipe {
	const preset = findPreset(name)
	if (!preset) throw new Error(`There is no preset ${name}.`)
	return preset.recipe
}
