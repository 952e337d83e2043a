import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../spread.ts'
import { randomFrom } from '../photo.ts'
import { delayFrom, type Found, type Moment, type Outcome } from './moment.ts'
import { kill, newPlace, run, took, type Place } from './place.ts'
import { faultsIn, startAgain, straysIn, untidyIn } from './search.ts'
import { contentOf, setsIn } from './state.ts'

/** A command that happens wholly or not at all. */
export interface Deed {
	name: string
	command: string
	/** The home it begins in. */
	home: string
	words: (place: Place) => string[]
	/** Every start of the lab does it, whatever the command is. */
	byItself?: boolean
	/** It leaves a copy of what was there before among the backups. */
	keeps?: boolean
}

/** The database, the data sets, the backup that was asked for. */
const stateOf = ({ home, backup }: Place) =>
	JSON.stringify([contentOf(join(home, 'lab.sqlite')), setsIn(home), contentOf(backup)])

/** Kills it at a moment between its start and its end; `times` commands that are not killed say when that is. `loads`: see `delayFrom`. */
export async function wholeMoment(deed: Deed, times: number, loads: number): Promise<Moment> {
	const { name, command, words } = deed
	const spent: number[] = []
	const ends = { before: '', after: '', contents: [contentOf(join(deed.home, 'lab.sqlite'))] }
	for (let time = 0; time < times; time++) {
		const place = newPlace(deed.home)
		ends.before = stateOf(place)
		spent.push(await took(place, words(place)))
		const after = stateOf(place)
		if (time > 0 && after !== ends.after) throw new Error(`${name} comes to something else each time`)
		ends.after = after
		ends.contents[1] = contentOf(join(place.home, 'lab.sqlite'))
		place.leave()
	}
	if (ends.before === ends.after) throw new Error(`${name} changes nothing`)
	const takes = median(spent)

	async function killIn(place: Place, delay: number): Promise<Outcome> {
		const { killed } = await kill(place, words(place), delay)
		if (!killed) return { kills: [], losses: [] }
		const losses: string[] = []
		const lose = (when: string, sentences: readonly string[]) =>
			void losses.push(...sentences.map((sentence) => `${when}: ${sentence}`))

		// looked at in a copy: what the next start finds must be what the kill left
		const copy = newPlace(place.home)
		if (existsSync(place.backup)) cpSync(place.backup, copy.backup)
		lose('after the kill', faultsIn(join(copy.home, 'lab.sqlite')))
		const open = straysIn(copy).length > 0
		const found = foundIn(copy)
		lose('after the kill', copiesIn(copy, found))
		if (found === 'part') lose('after the kill', ['neither what was before nor what the command makes'])
		copy.leave()

		lose('after the next start', await startAgain(place))
		const then = foundIn(place)
		if (then !== (deed.byItself ? 'all' : found)) lose('after the next start', [`${found} became ${then}`])

		const { code, stderr } = await run(place, words(place))
		if (then === 'nothing' && code !== 0) lose('when it was repeated', [`it ended with ${code}: ${stderr.trim()}`])
		if (foundIn(place) !== 'all') lose('when it was repeated', ['it did not come to what it makes undisturbed'])
		lose('when it was repeated', [...copiesIn(place, 'all'), ...untidyIn(place)])
		return { kills: [{ delay, found, open, again: 0 }], losses }
	}

	function foundIn(place: Place): Found {
		const state = stateOf(place)
		return state === ends.before ? 'nothing' : state === ends.after ? 'all' : 'part'
	}

	/** Copies that are not whole (of what was there before, or of what it came to and was replaced once more), or missing. */
	function copiesIn({ home }: Place, found: Found): string[] {
		const folder = join(home, 'backups')
		const copies = (existsSync(folder) ? readdirSync(folder) : []).filter((file) => file.endsWith('.sqlite'))
		const broken = copies.filter((file) => !ends.contents.includes(readable(join(folder, file))))
		const missing = found === 'all' && deed.keeps && copies.length === 0
		return [
			...broken.map((file) => `the copy ${file} is not whole`),
			...(missing ? ['there is no copy of what was there before'] : [])
		]
	}

	return {
		...{ name, command, takes },
		async kill(seed) {
			const place = newPlace(deed.home)
			try {
				return await killIn(place, delayFrom(randomFrom(seed), loads, takes))
			} finally {
				place.leave()
			}
		}
	}
}

/** What is in a database, or null for a file that is none. */
function readable(file: string): string | null {
	try {
		return contentOf(file)
	} catch {
		return null
	}
}
