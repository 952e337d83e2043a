import type { Imported, LabBytes } from '../../shared/bytes.ts'
import { factsOf } from '../../shared/dataset.ts'
import { placesOf } from '../data/places.ts'
import { isRecipeFile, parseRecipeFile } from '../exchange/recipe-file.ts'
import { damaged } from '../exchange/unzip.ts'
import type { RecipeFileStore } from '../store/recipe-files.ts'
import { hashOf } from './hash.ts'
import { recipeIn } from './import.ts'
import { checkOutcome } from './outcome.ts'
import { truthReader } from './truth.ts'
import type { World } from './world.ts'

/**
 * Takes in a recipe from another lab's file, with what it came to there: a run of it will be compared with that. Nothing in
 * the file is believed that can be checked: against itself, and against the labels of the test images. Throws LabProblems.
 */
export function recipeImport(world: World, files: RecipeFileStore): (file: Uint8Array) => Promise<Imported> {
	const truth = truthReader(placesOf(world))
	return async (bytes) => {
		const { name, preset, recipe: given, recipeHash, environment, outcome } = parseRecipeFile(bytes)
		const recipe = recipeIn(given)
		if (hashOf(recipe) !== recipeHash) throw damaged('its recipe is not the one that its result belongs to')
		const { sha256, classes } = factsOf(recipe.data)
		if (environment && environment.dataSha256 !== sha256)
			throw damaged('its result comes from other images than its recipe names')
		checkOutcome(outcome, await truth(recipe.data), classes.length)
		const id = files.put({ name, preset, recipe, recipeHash, environment, outcome }, world.now())
		return {
			kind: 'recipe',
			recipe: id,
			sentence: `The recipe of “${name}” is here. Train it, and the lab says whether it comes to the same.`
		}
	}
}

/** Takes in a file of either kind, told by how it begins. */
export const imports =
	(run: LabBytes['import'], recipe: LabBytes['import']): LabBytes['import'] =>
	(file) =>
		isRecipeFile(file) ? recipe(file) : run(file)
