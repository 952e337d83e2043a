import { dataColumns } from './data-columns.ts'
import { picturesTables } from './pictures-tables.ts'
import { recipeFilesTable } from './recipe-files-table.ts'
import { studiesTable } from './studies-table.ts'
import { verdictsTable } from './verdicts-table.ts'

/**
 * The history of the database's form, one entry a version. Entries are only ever appended, never edited: a lab of any
 * age is brought up to date by running those it has not seen.
 */
export const migrations: readonly string[] = [
	`
	CREATE TABLE recipes (
		id INTEGER PRIMARY KEY,
		hash TEXT NOT NULL UNIQUE,
		json TEXT NOT NULL,
		network TEXT NOT NULL,
		settings TEXT NOT NULL,
		likeness TEXT NOT NULL,
		parameters INTEGER NOT NULL,
		epochs INTEGER NOT NULL
	) STRICT;

	CREATE TABLE environments (
		id INTEGER PRIMARY KEY,
		json TEXT NOT NULL UNIQUE
	) STRICT;

	CREATE TABLE runs (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		uid TEXT NOT NULL UNIQUE,
		name TEXT NOT NULL,
		preset TEXT,
		recipe INTEGER NOT NULL REFERENCES recipes (id),
		environment INTEGER REFERENCES environments (id),
		status TEXT NOT NULL
			CHECK (status IN ('queued', 'training', 'evaluating', 'finished', 'stopped', 'failed', 'interrupted')),
		problem TEXT,
		created TEXT NOT NULL,
		ended TEXT,
		-- what a list shows of the epochs, kept up to date with them
		epochs_done INTEGER NOT NULL DEFAULT 0,
		seconds REAL NOT NULL DEFAULT 0,
		best_epoch INTEGER,
		best_val_loss REAL,
		best_val_accuracy REAL
	) STRICT;
	CREATE INDEX runs_by_recipe ON runs (recipe);
	CREATE INDEX runs_by_status ON runs (status);

	CREATE TABLE epochs (
		run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
		epoch INTEGER NOT NULL,
		loss REAL NOT NULL,
		accuracy REAL NOT NULL,
		val_loss REAL,
		val_accuracy REAL,
		learning_rate REAL NOT NULL,
		seconds REAL NOT NULL,
		PRIMARY KEY (run, epoch)
	) STRICT, WITHOUT ROWID;

	-- the one look at the test set: float32 probabilities, images × classes, row by row
	CREATE TABLE tests (
		run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
		epoch INTEGER NOT NULL,
		loss REAL NOT NULL,
		accuracy REAL NOT NULL,
		correct INTEGER NOT NULL,
		count INTEGER NOT NULL,
		probabilities BLOB NOT NULL
	) STRICT;

	-- after the last epoch kept, and after the one with the lowest validation loss (runs.best_epoch).
	-- spec lists name and shape of each weight; bytes holds their float32 values one after another
	CREATE TABLE weights (
		run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
		epoch INTEGER NOT NULL,
		spec TEXT NOT NULL,
		bytes BLOB NOT NULL,
		PRIMARY KEY (run, epoch)
	) STRICT;
	`,
	`
	-- what a list is filtered by, so that nobody parses thousands of recipes
	ALTER TABLE recipes ADD COLUMN optimizer TEXT NOT NULL DEFAULT '';
	ALTER TABLE recipes ADD COLUMN layer_kinds TEXT NOT NULL DEFAULT '[]';
	UPDATE recipes SET
		optimizer = json ->> '$.optimizer.kind',
		layer_kinds = (SELECT json_group_array(DISTINCT value ->> 'kind') FROM json_each(recipes.json, '$.layers'));

	-- what a person writes on a run
	ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
	ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
	ALTER TABLE runs ADD COLUMN starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1));
	ALTER TABLE runs ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
	-- when it was removed: it can be restored for an hour
	ALTER TABLE runs ADD COLUMN removed TEXT;
	-- when it came from another lab's file
	ALTER TABLE runs ADD COLUMN imported TEXT;

	-- the most likely class of each test image, one byte each: ten thousand runs are asked about one image
	CREATE TABLE guesses (
		run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
		predicted BLOB NOT NULL
	) STRICT;
	INSERT INTO guesses SELECT run, most_likely(probabilities) FROM tests;

	-- what a list shows of tests, without their 400 KB of probabilities on the way
	CREATE INDEX tests_in_lists ON tests (run, accuracy, loss, count);

	-- what was answered to the validation images after an epoch: a byte each for the most likely class,
	-- then a byte each for its probability in 1/255
	CREATE TABLE predictions (
		run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
		epoch INTEGER NOT NULL,
		bytes BLOB NOT NULL,
		PRIMARY KEY (run, epoch)
	) STRICT;

	-- what a run that was cut off needs, besides its last weights, to go on as if it had not been: the optimizer's
	-- state (as in weights) and what early stopping remembers
	CREATE TABLE checkpoints (
		run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
		epoch INTEGER NOT NULL,
		spec TEXT NOT NULL,
		bytes BLOB NOT NULL,
		watch TEXT NOT NULL
	) STRICT;
	`,
	picturesTables,
	'ALTER TABLE runs ADD COLUMN peak_memory INTEGER', // bytes that the process held at most while it trained
	verdictsTable,
	dataColumns,
	studiesTable,
	recipeFilesTable
]
