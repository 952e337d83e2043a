/** The second form of the database; never edited, see `migrations.ts`. */
export const picturesTables = `
	-- pictures that people brought, as they were read and answered last
	CREATE TABLE pictures (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		name TEXT NOT NULL,
		origin TEXT NOT NULL CHECK (origin IN ('file', 'pasted', 'drawn', 'terminal')),
		batch TEXT NOT NULL,
		added TEXT NOT NULL,
		format TEXT NOT NULL,
		-- of the file as it came, then of what is kept of it
		width INTEGER NOT NULL,
		height INTEGER NOT NULL,
		kept_width INTEGER NOT NULL,
		kept_height INTEGER NOT NULL,
		notes TEXT NOT NULL,
		ink TEXT CHECK (ink IN ('dark', 'light')),
		lines INTEGER NOT NULL,
		settings TEXT NOT NULL,
		-- the runs by number and whether they answered together; a run may be gone by now
		answering TEXT NOT NULL,
		label TEXT,
		label_from TEXT CHECK (label_from IN ('name', 'folder', 'hand')),
		revision INTEGER NOT NULL,
		removed TEXT,
		CHECK ((label IS NULL) = (label_from IS NULL))
	) STRICT;
	CREATE INDEX pictures_by_batch ON pictures (batch);
	CREATE INDEX pictures_removed ON pictures (removed) WHERE removed IS NOT NULL;

	-- what is large of a picture, out of the way of lists; fields is digits × 784 in reading order. A thumbnail is made
	-- when somebody looks at it
	CREATE TABLE picture_files (
		picture INTEGER PRIMARY KEY REFERENCES pictures (id) ON DELETE CASCADE,
		thumbnail BLOB,
		fields BLOB NOT NULL,
		file BLOB NOT NULL
	) STRICT;

	-- answers is runs × classes float32, the runs in the order of pictures.answering
	CREATE TABLE digits (
		picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
		place INTEGER NOT NULL,
		"left" INTEGER NOT NULL,
		top INTEGER NOT NULL,
		"right" INTEGER NOT NULL,
		bottom INTEGER NOT NULL,
		touching INTEGER NOT NULL CHECK (touching IN (0, 1)),
		stroke_width REAL NOT NULL,
		stroke_change REAL NOT NULL,
		likeness REAL NOT NULL,
		answers BLOB NOT NULL,
		PRIMARY KEY (picture, place)
	) STRICT, WITHOUT ROWID;

	-- what they answered outlives runs, and so does what they were called
	CREATE TABLE gone_runs (
		run INTEGER PRIMARY KEY,
		name TEXT NOT NULL
	) STRICT;
	CREATE TRIGGER runs_leave_their_names BEFORE DELETE ON runs BEGIN
		INSERT OR REPLACE INTO gone_runs VALUES (OLD.id, OLD.name);
	END;

	-- who answers when nobody is named, found at once among ten thousand
	CREATE INDEX runs_to_answer ON runs (starred DESC, archived, best_val_accuracy DESC)
		WHERE status = 'finished' AND removed IS NULL;
	`
