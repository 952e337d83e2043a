/** The fourth form of the database; never edited, see `migrations.ts`. */
export const verdictsTable = `
	-- what a person says of an image whose label runs contradict, by the data set's checksum
	CREATE TABLE verdicts (
		data TEXT NOT NULL,
		part TEXT NOT NULL CHECK (part IN ('training', 'test')),
		image INTEGER NOT NULL,
		verdict TEXT NOT NULL CHECK (verdict IN ('label', 'ambiguous', 'model')),
		said TEXT NOT NULL,
		PRIMARY KEY (data, part, image)
	) STRICT, WITHOUT ROWID;
	`
