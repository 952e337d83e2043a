import type { From, When } from './place.ts'

/** What was found behind a kill: nothing of what the command does, some of it, all of it. */
export type Found = 'nothing' | 'part' | 'all'

/** One kill. */
export interface Killed {
	when: When
	found: Found
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
 * When to kill a command: drawn evenly over all the time it takes when nobody kills it, and every other time over what it takes from its
 * first sign on, counted from there, however long the program needs to load.
 */
export const drawn = (random: () => number, took: Record<From, number>, sign: From): When => {
	const from = random() < 0.5 ? 'start' : sign
	return { from, delay: random() * took[from] }
}

/** Where losses are written down, with when they were seen. */
export function ledger() {
	const losses: string[] = []
	const lose = (when: string, sentences: readonly string[]) =>
		void losses.push(...sentences.map((sentence) => `${when}: ${sentence}`))
	return { losses, lose }
}
