import { createHash } from 'node:crypto'
import { mostLikely } from '../../shared/likely.ts'
import type { Database } from './database.ts'
import { floatsOf } from './floats.ts'

/** What two finished runs have in common. */
export interface Compared {
	run: number
	/** Whether the weights they were judged with are the same, bit for bit, and so the probabilities. */
	bits: boolean
	/** By how much a probability of a test image differs at most. */
	apart: number
	/** How many of the test images they take for different classes. */
	otherwise: number
	images: number
}

/** sha256, in hex, of the weights a run was judged with, and of what it answered to the test images. */
export interface Digests {
	weights: string
	answers: string
}

const judgedWeights = (database: Database) =>
	database
		.prepare<[number, number], Buffer>(
			'SELECT bytes FROM weights WHERE run = ? AND epoch = (SELECT epoch FROM tests WHERE run = ?)'
		)
		.pluck()

const testAnswers = (database: Database) =>
	database.prepare<[number], { count: number; probabilities: Buffer }>(
		'SELECT count, probabilities FROM tests WHERE run = ?'
	)

/** Null for a run that is not finished; megabytes, for a thread that has the time. */
export function digests(database: Database, run: number): Digests | null {
	const [weights, answers] = [judgedWeights(database).get(run, run), testAnswers(database).get(run)]
	return weights && answers ? { weights: sha256(weights), answers: sha256(answers.probabilities) } : null
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Compares a finished run with others that were judged by the same images; megabytes each, for a thread that has the time. */
export function compare(database: Database, run: number, others: readonly number[]): Compared[] {
	const [weights, answers] = [judgedWeights(database), testAnswers(database)]
	const [own, here] = [weights.get(run, run), answers.get(run)]
	if (!own || !here) return []
	const classes = here.probabilities.length / 4 / here.count
	const mine = floatsOf(here.probabilities)
	const guesses = mostLikely(mine, classes)
	return others.flatMap((other): Compared[] => {
		const [its, there] = [weights.get(other, other), answers.get(other)]
		if (!its || there?.probabilities.length !== here.probabilities.length) return []
		const theirs = floatsOf(there.probabilities)
		let apart = 0
		for (const [place, value] of mine.entries()) apart = Math.max(apart, Math.abs(value - (theirs[place] ?? NaN)))
		const others = mostLikely(theirs, classes)
		return [
			{
				run: other,
				bits: own.equals(its) && here.probabilities.equals(there.probabilities),
				apart,
				otherwise: guesses.filter((guess, image) => guess !== others[image]).length,
				images: here.count
			}
		]
	})
}
