/**
 * Planned experiments. Their runs are found by the hash of the recipe, so that a run counts wherever it comes from and
 * nothing is trained twice. A migration: never edited.
 */
export const studiesTable = `
	CREATE TABLE studies (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		json TEXT NOT NULL,
		state TEXT NOT NULL CHECK (state IN ('new', 'going', 'paused')),
		-- why it waits, when that was not a person's wish
		problem TEXT,
		created TEXT NOT NULL,
		-- what a person expected, when they wrote it, and how many runs had finished by then
		expectation TEXT,
		expected TEXT,
		known INTEGER,
		CHECK ((expectation IS NULL) = (expected IS NULL) AND (expected IS NULL) = (known IS NULL))
	) STRICT;

	-- in the order they are trained
	CREATE TABLE study_runs (
		study INTEGER NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
		place INTEGER NOT NULL,
		setting INTEGER NOT NULL,
		hash TEXT NOT NULL,
		PRIMARY KEY (study, place)
	) STRICT, WITHOUT ROWID;
	`
