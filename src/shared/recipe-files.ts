import type { Recipe } from './recipe.ts'
import type { Environment } from './runs.ts'

/** What a finished run came to, as far as a recipe file has room for it: enough to tell whether another run came to the same. */
export interface Outcome {
	/** The epoch whose weights were judged. */
	epoch: number
	/** sha256, in hex, of those weights: float32, one after another, as in weights.bin. */
	weightsSha256: string
	/** sha256, in hex, of the probabilities of all test images: images × classes float32. */
	answersSha256: string
	/** Of the test. */
	loss: number
	accuracy: number
	correct: number
	count: number
	/** The most likely class of each test image, a byte each, as base64. */
	classes: string
	/** The probabilities of some of them (`sampleOf`), float32, as base64. */
	probabilities: string
}

/** What a recipe file holds. */
export interface RecipeFile {
	name: string
	preset: string | null
	recipe: Recipe
	recipeHash: string
	/** What the run was trained in, the data set's checksum with it. */
	environment: Environment | null
	outcome: Outcome
}

/** One that was imported. */
export interface KeptRecipeFile extends RecipeFile {
	id: number
	/** When, ISO 8601, UTC. */
	imported: string
}

/** The test images whose probabilities a recipe file holds: at most a hundred, evenly spread over all. */
export function sampleOf(count: number): number[] {
	const taken = Math.min(100, count)
	return Array.from({ length: taken }, (_, place) => Math.floor((place * count) / taken))
}
