import { recipeSchema } from '../../shared/recipe.ts'
import type { KeptRecipeFile, RecipeFile } from '../../shared/recipe-files.ts'
import type { Database } from './database.ts'

interface Row {
	id: number
	json: string
	imported: string
}

export type RecipeFileStore = ReturnType<typeof recipeFileStore>

/** Recipes from other labs, with what they came to there. */
export function recipeFileStore(database: Database) {
	const put = database.prepare(
		`INSERT INTO recipe_files (hash, weights, json, imported) VALUES (@hash, @weights, @json, @imported)
		ON CONFLICT (hash, weights) DO NOTHING`
	)
	const idOf = database
		.prepare<[string, string], number>('SELECT id FROM recipe_files WHERE hash = ? AND weights = ?')
		.pluck()
	const one = database.prepare<[number], Row>('SELECT id, json, imported FROM recipe_files WHERE id = ?')
	const ofRecipe = database.prepare<[string], Row>(
		'SELECT id, json, imported FROM recipe_files WHERE hash = ? ORDER BY id DESC LIMIT 12'
	)

	function read({ id, json, imported }: Row): KeptRecipeFile {
		const file = JSON.parse(json) as RecipeFile
		// what older ones know nothing of is what a recipe says that says nothing of it
		return { ...file, recipe: recipeSchema.safeParse(file.recipe).data ?? file.recipe, id, imported }
	}

	return {
		/** Keeps it once, however often it comes; answers its number. */
		put: database.transaction((file: RecipeFile, imported: string): number => {
			const { recipeHash: hash, outcome } = file
			const weights = outcome.weightsSha256
			put.run({ hash, weights, json: JSON.stringify(file), imported })
			return idOf.get(hash, weights) ?? 0
		}),
		find(id: number): KeptRecipeFile | undefined {
			const found = one.get(id)
			return found && read(found)
		},
		/** Those whose recipe has this hash, the newest first, at most 12. */
		ofRecipe: (hash: string): KeptRecipeFile[] => ofRecipe.all(hash).map(read)
	}
}
