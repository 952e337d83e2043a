import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from '../spread.ts'
import { deedsIn, type Size } from './deeds.ts'
import { goingOnMoment, undisturbed, type Training } from './going-on.ts'
import type { Moment, Outcome } from './moment.ts'
import { wholeMoment } from './whole.ts'

export interface Kills extends Size {
	trainings: readonly Training[]
	/** How often one run is killed at most. */
	most: number
	/** How often each command but training is run undisturbed to see how long it takes. */
	times: number
	/** Words that the names of the moments wanted begin with; none wants all. */
	only?: string
}

const ways = (most: number) => [
	{ name: 'training', command: 'train', most: 1 },
	{ name: 'resuming, again and again', command: 'train, resume', most }
]

/** Every kind of moment in which the lab is killed, and what throws away what they need. */
export async function momentsOf({ trainings, most, times, only = '', ...size }: Kills) {
	const stock = mkdtempSync(join(tmpdir(), 'digit-lab-kills-'))
	const leave = () => rmSync(stock, { recursive: true, force: true })
	try {
		mkdirSync(join(stock, 'scratch'))
		const moments: Moment[] = []
		const goingOn = ways(most).filter(({ name }) => name.startsWith(only))
		if (goingOn.length > 0) {
			const references = await undisturbed(trainings)
			moments.push(...goingOn.map((way) => goingOnMoment(way, references)))
		}
		for (const deeds of await deedsIn(stock, size)) {
			if (!deeds[0]?.name.startsWith(only)) continue
			const each: Moment[] = []
			for (const deed of deeds) each.push(await wholeMoment(deed, times))
			moments.push(inTurn(each))
		}
		return { moments, leave }
	} catch (error) {
		leave()
		throw error
	}
}

function inTurn(moments: readonly Moment[]): Moment {
	const [first] = moments
	if (!first) throw new Error('there is no moment')
	return {
		...first,
		takes: median(moments.map(({ takes }) => takes)),
		kill: (seed) => (moments[seed % moments.length] ?? first).kill(seed)
	}
}

/**
 * Kills in one kind of moment with one seed after another from `seed` on until `wanted` kills have hit; commands that had ended before the
 * kill came do not count, and too many of those are a fault of the measurement. `hear` is told of each seed.
 */
export async function killing(
	{ name, kill }: Moment,
	wanted: number,
	seed: number,
	hear: (seed: number, outcome: Outcome) => void
): Promise<Outcome> {
	const all: Outcome = { kills: [], losses: [] }
	for (let tried = 0; all.kills.length < wanted; tried++) {
		if (tried > 10 + 4 * wanted) throw new Error(`${name} ends before it is killed`)
		// what cannot even be looked at is lost as well
		const unreadable = (error: unknown): Outcome => ({ kills: [], losses: [String(error)] })
		const outcome = await kill(seed + tried).catch(unreadable)
		hear(seed + tried, outcome)
		all.kills.push(...outcome.kills)
		all.losses.push(...outcome.losses.map((loss) => `${name}, seed ${seed + tried}, ${loss}`))
	}
	return all
}
