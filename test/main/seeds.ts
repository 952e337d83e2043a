import type { Lab } from '../../src/main/lab.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import { isOver, type LabEvent, type RunDetail } from '../../src/shared/runs.ts'

/** Starts a recipe with each seed at once, and answers the runs when all are over; `told` hears of everything meanwhile. */
export async function finished(
	lab: Lab,
	seeds: readonly number[],
	recipe: RecipeInput,
	told: (event: LabEvent, ids: readonly number[]) => unknown = () => undefined
): Promise<RunDetail[]> {
	const feed = await lab.client.watch()
	const ids = (await Promise.all(seeds.map((seed) => lab.client.runs.start({ recipe: { ...recipe, seed } })))).map(
		({ id }) => id
	)
	const open = new Set(ids)
	for await (const event of feed) {
		await told(event, ids)
		if (event.kind === 'run' && isOver(event.run.status)) open.delete(event.run.id)
		if (open.size === 0) break
	}
	return Promise.all(ids.map((run) => lab.client.runs.get({ run })))
}
