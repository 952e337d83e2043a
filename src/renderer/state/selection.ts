/** Runs by their numbers. */
export type Selection = ReadonlySet<number>

/** The selection with these runs in it, or without them. */
export function selecting(selected: Selection, runs: readonly number[], on: boolean): Selection {
	const next = new Set(selected)
	for (const run of runs)
		if (on) next.add(run)
		else next.delete(run)
	return next
}

export const nothingSelected: Selection = new Set()
