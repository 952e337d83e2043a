/** A word and what it means, for the line that explains what is pointed at. */
export interface Word {
	title: string
	description: string
	/** What a number of it counts: "degrees". */
	unit?: string | null
}
