import type { Lab } from '../../src/main/lab.ts'
import { percent } from '../../src/shared/format.ts'
import { canonicalRecipe } from '../../src/shared/likeness.ts'
import { findPreset } from '../../src/shared/presets.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { isOver, type RunDetail } from '../../src/shared/runs.ts'

/** The finished run of a preset at full length with this seed, trained now if the lab has none. */
export function finishedRun(lab: Lab, name: string, seed: number): Promise<RunDetail> {
	const preset = findPreset(name)
	if (!preset) throw new Error(`there is no preset ${name}`)
	return runOf(lab, { ...preset.recipe, seed }, name)
}

/** The newest finished run of a recipe, trained now, under a name, if the lab has none. */
export async function runOf(lab: Lab, recipe: Recipe, name: string): Promise<RunDetail> {
	const wanted = canonicalRecipe(recipe)
	for (const { id, status } of await lab.client.runs.list()) {
		if (status !== 'finished') continue
		const run = await lab.client.runs.get({ run: id })
		if (canonicalRecipe(run.recipe) === wanted) return run
	}
	const events = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe, name, ...(findPreset(name) && { preset: name }) })
	for await (const event of events) {
		if (event.kind === 'epoch' && event.run === id)
			console.error(`${name} ${event.point.epoch} of ${recipe.epochs}: ${percent(event.point.valAccuracy)}`)
		if (event.kind === 'run' && event.run.id === id && isOver(event.run.status)) break
	}
	return lab.client.runs.get({ run: id })
}
