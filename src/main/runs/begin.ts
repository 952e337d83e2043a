import type { Recipe } from '../../shared/recipe.ts'
import type { StoredStart } from '../store/kept.ts'
import type { RunStore } from '../store/runs.ts'
import type { TrainerEvent } from '../train/messages.ts'
import { environmentOf } from './environment.ts'
import { grownEnvironment } from './resume.ts'
import type { World } from './world.ts'

/** What the training thread has said of itself. */
export type Ready = TrainerEvent & { kind: 'ready' }

/** Writes down that these runs begin now, and in what: one, perhaps on from `start`, or several side by side. */
export function begin(
	world: World,
	store: RunStore,
	{ runs, ready, start }: { runs: readonly number[]; ready: Ready; start: StoredStart | null }
): { run: number; recipe: Recipe }[] {
	return runs.map((run) => {
		const { recipe } = store.recipe(run)
		const data = recipe.data.of?.sha256 ?? ready.dataSha256
		const here = environmentOf(world, ready.backend, data, recipe, runs.length)
		store.begin(run, start ? grownEnvironment(store.environment(run), here, start.epoch) : here)
		return { run, recipe }
	})
}
