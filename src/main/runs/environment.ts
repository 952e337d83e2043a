import { engineFor } from '../../shared/engine.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { Backend, Environment } from '../../shared/runs.ts'
import type { World } from './world.ts'

/** What decides the bits of a run besides its recipe, as it is kept with the run, one of `together`. */
export function environmentOf(
	world: World,
	backend: Backend,
	dataSha256: string,
	recipe: Recipe,
	together: number
): Environment {
	const { engine, why } = engineFor(recipe, backend.kind)
	return {
		lab: world.version,
		node: world.node,
		platform: world.platform,
		cpu: world.cpu,
		threads: world.threads,
		backend: backend.kind,
		tensorflow: backend.kind === 'none' ? 'none' : backend.tensorflow,
		oneDnn: world.oneDnn,
		dataSha256,
		engine,
		...(why && { engineWhy: why }),
		...(together > 1 && { together })
	}
}
