/** The eighth form of the database; never edited, see `migrations.ts`. */
export const recipeFilesTable = `
	-- recipes from other labs with what they came to there; json is the file as it was checked
	CREATE TABLE recipe_files (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		hash TEXT NOT NULL,
		weights TEXT NOT NULL,
		json TEXT NOT NULL,
		imported TEXT NOT NULL,
		UNIQUE (hash, weights)
	) STRICT;
	`
