/** What was found behind a kill: nothing of what the command does, some of it, all of it. */
export type Found = 'nothing' | 'part' | 'all'

/** One kill. */
export interface Killed {
	/** ms after the command was started. */
	delay: number
	found: Found
	/** It came while the history was open: its log, or something unfinished, lay beside it. */
	open: boolean
	/** Epochs that are trained once more, of a run that was cut off. */
	again: number
}

/** What one seed came to: its kills, and each promise they broke, in a sentence. */
export interface Outcome {
	kills: Killed[]
	losses: string[]
}

/** Something the lab does, in which it is killed. */
export interface Moment {
	/** "import of a run" */
	name: string
	/** What is typed, "import FILE". */
	command: string
	/** How long the whole command takes when nobody kills it, ms. */
	takes: number
	/** Does it from the start in a place of its own, kills it at moments that follow from `seed`, and looks at what is left. */
	kill: (seed: number) => Promise<Outcome>
}

/**
 * When to kill a command that takes so long, ms: drawn evenly over all of it, and every other time over what lies behind the
 * loading of the program.
 */
export const delayFrom = (random: () => number, loads: number, takes: number): number => {
	const from = random() < 0.5 ? 0 : Math.min(loads, takes)
	return from + random() * (takes - from)
}
