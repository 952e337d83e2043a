/**
 * What a run learned from, so that runs of different data sets are never compared as if they were of one: what it is
 * called, the test images it is judged by (all before were MNIST's), and whether it reads digits of 28 × 28. A migration:
 * never edited.
 */
export const dataColumns = `
	ALTER TABLE recipes ADD COLUMN data_name TEXT NOT NULL DEFAULT 'MNIST';
	ALTER TABLE recipes ADD COLUMN test_key TEXT NOT NULL DEFAULT '121959e436e43d4e';
	ALTER TABLE recipes ADD COLUMN reads_digits INTEGER NOT NULL DEFAULT 1 CHECK (reads_digits IN (0, 1));
	`
