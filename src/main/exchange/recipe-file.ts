import { z } from 'zod'
import type { RecipeFile } from '../../shared/recipe-files.ts'
import { environment, epoch, name, preset, sha256, share } from './manifest.ts'
import { formatNumber, readExported } from './read-exported.ts'
import { json } from './run-file.ts'
import { damaged } from './unzip.ts'

/** Ten million test images, and room to spare. */
const largestRecipeFile = 2 ** 24

const base64 = z.base64().max(largestRecipeFile)

/** What a recipe file says. The recipe is checked apart, with words of its own. */
const recipeFileSchema = z.strictObject({
	format: z.literal(formatNumber),
	name,
	preset,
	recipe: z.unknown(),
	recipeHash: sha256,
	environment: environment.nullable(),
	outcome: z.strictObject({
		epoch,
		weightsSha256: sha256,
		answersSha256: sha256,
		loss: z.number(),
		accuracy: share,
		correct: z.int().min(0),
		count: z.int().min(1),
		classes: base64,
		probabilities: base64
	})
})

/** A file that says how a network is trained and what that came to. */
export const recipeFile = (content: RecipeFile) => json({ format: formatNumber, ...content })

/** Whether a file that comes can only be a recipe file: a run's file is a zip, which never begins like JSON. */
export const isRecipeFile = (file: Uint8Array) => file[0] === '{'.charCodeAt(0)

/** Reads a recipe file. Throws a LabProblem with a sentence when it is not one this lab can take. */
export function parseRecipeFile(file: Uint8Array): z.infer<typeof recipeFileSchema> {
	if (file.length > largestRecipeFile) throw damaged('it is larger than any recipe file')
	return readExported(file, recipeFileSchema, { thing: 'recipe', file: 'text' })
}
