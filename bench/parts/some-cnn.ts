import type { Lab } from '../../src/main/lab.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { isOver } from '../../src/shared/runs.ts'

/** Sees to it that a network of the preset `cnn` is there to answer, however well it does: trains one for an epoch if there is none. */
export async function someCnn(lab: Lab): Promise<void> {
	const runs = await lab.client.runs.list()
	if (runs.some(({ preset, status }) => preset === 'cnn' && status === 'finished')) return
	const preset = findPreset('cnn')
	if (!preset) throw new Error('there is no preset cnn')
	const events = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe: { ...preset.recipe, epochs: 1 }, preset: 'cnn' })
	for await (const event of events) if (event.kind === 'run' && event.run.id === id && isOver(event.run.status)) break
}
