import type { Recipe } from './recipe.ts'
import type { Environment, EpochPoint, RunRow } from './runs.ts'

/** A run as it is laid over others. */
export interface RunCurves {
	run: RunRow
	recipe: Recipe
	/** Null until it has begun. */
	environment: Environment | null
	points: EpochPoint[]
}
