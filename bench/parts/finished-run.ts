import type { Lab } from '../../src/main/lab.ts'
import { percent } from '../../src/shared/format.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { isOver, type RunDetail } from '../../src/shared/runs.ts'

/** The newest finished run of a preset at full length with this seed, trained now if the lab has none. */
export async function finishedRun(lab: Lab, name: string, seed: number): Promise<RunDetail> {
	const preset = findPreset(name)
	if (!preset) throw new Error(`there is no preset ${name}`)
	const recipe = { ...preset.recipe, seed }
	for (const { id, preset, status } of await lab.client.runs.list()) {
		if (preset !== name || status !== 'finished') continue
		const run = await lab.client.runs.get({ run: id })
		if (run.recipe.seed === seed && run.recipe.epochs === recipe.epochs && !run.recipe.data.limit) return run
	}
	const events = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe, preset: name })
	for await (const event of events) {
		if (event.kind === 'epoch' && event.run === id)
			console.error(`${name} ${event.point.epoch} of ${recipe.epochs}: ${percent(event.point.valAccuracy)}`)
		if (event.kind === 'run' && event.run.id === id && isOver(event.run.status)) break
	}
	return lab.client.runs.get({ run: id })
}
