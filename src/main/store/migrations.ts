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
	`
]
