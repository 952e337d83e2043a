/**
 * Gives each run that is drawn a slot, and keeps it there as long as it is drawn: what scrolls out of sight leaves its
 * slot to what comes in, whose text is put into elements that are there already. Only the slot of the run that has the
 * focus goes with it, for the focus must not land on another run.
 */
export function recycler(): (runs: readonly number[], focused: number | null) => Map<number, number> {
	let held = new Map<number, number>()
	let made = 0
	return (runs, focused) => {
		const wanted = new Set(runs)
		const free = [...held].flatMap(([run, slot]) => (wanted.has(run) || run === focused ? [] : [slot]))
		held = new Map(runs.map((run) => [run, held.get(run) ?? free.pop() ?? made++]))
		return held
	}
}
