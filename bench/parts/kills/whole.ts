import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../spread.ts'
import { randomFrom } from '../photo.ts'
import { drawn, ledger, type Found, type Moment, type Outcome } from './moment.ts'
import { newPlace, run, took, type From, type Place, type When } from './place.ts'
import { faultsIn, startAgain, untidyIn } from './search.ts'
import { contentOf, setsIn } from './state.ts'

/** A command that happens wholly or not at all, but for one that goes on. */
export interface Deed {
	name: string
	command: string
	/** The home it begins in. */
	home: string
	words: (place: Place) => string[]
	/** Every start of the lab does it, whatever the command is. */
	byItself?: boolean
	/** What it does happens piece by piece; what is left when a lab is closed or killed is for the next start. */
	goesOn?: boolean
	/** It leaves a copy of what was there before among the backups. */
	keeps?: boolean
}

/** The database, the data sets, the backup that was asked for. */
const stateOf = ({ home, backup }: Place) =>
	JSON.stringify([contentOf(join(home, 'lab.sqlite')), setsIn(home), contentOf(backup)])

/** Kills it at a moment between its start and its end; `times` commands that are not killed say when that is. */
export async function wholeMoment(deed: Deed, times: number): Promise<Moment> {
	const { name, command, words } = deed
	const spent: Record<From, number>[] = []
	const ends = { before: '', after: '', contents: [contentOf(join(deed.home, 'lab.sqlite'))] }
	/** Starts the lab until it finds nothing more to do. */
	async function goOn(place: Place): Promise<void> {
		if (!deed.goesOn) return
		for (let before = ''; before !== stateOf(place);) {
			before = stateOf(place)
			await took(place, words(place))
		}
	}

	for (let time = 0; time < times; time++) {
		const place = newPlace(deed.home)
		ends.before = stateOf(place)
		spent.push(await took(place, words(place)))
		await goOn(place)
		const after = stateOf(place)
		if (time > 0 && after !== ends.after) throw new Error(`${name} comes to something else each time`)
		ends.after = after
		ends.contents[1] = contentOf(join(place.home, 'lab.sqlite'))
		place.leave()
	}
	if (ends.before === ends.after) throw new Error(`${name} changes nothing`)
	const middle = (from: From) => median(spent.map((took) => took[from]))
	const undisturbed = { start: middle('start'), change: middle('change'), word: middle('word') }

	async function killIn(place: Place, when: When): Promise<Outcome> {
		const { killed } = await run(place, words(place), when)
		if (!killed) return { kills: [], losses: [] }
		const { losses, lose } = ledger()

		// looked at in a copy: what the next start finds must be what the kill left
		const copy = newPlace(place.home)
		if (existsSync(place.backup)) cpSync(place.backup, copy.backup)
		lose('after the kill', faultsIn(join(copy.home, 'lab.sqlite')))
		const found = foundIn(copy)
		lose('after the kill', copiesIn(copy, found))
		if (found === 'part' && !deed.goesOn) lose('after the kill', ['neither what was before nor what the command makes'])
		copy.leave()

		lose('after the next start', await startAgain(place))
		await goOn(place)
		const then = foundIn(place)
		if (then !== (deed.byItself ? 'all' : found)) lose('after the next start', [`${found} became ${then}`])

		const { code, stderr } = await run(place, words(place))
		if (then === 'nothing' && code !== 0) lose('when it was repeated', [`it ended with ${code}: ${stderr.trim()}`])
		if (foundIn(place) !== 'all') lose('when it was repeated', ['it did not come to what it makes undisturbed'])
		lose('when it was repeated', [...copiesIn(place, 'all'), ...untidyIn(place)])
		return { kills: [{ when, found }], losses }
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
		...{ name, command, takes: undisturbed.start },
		async kill(seed) {
			const place = newPlace(deed.home)
			try {
				return await killIn(place, drawn(randomFrom(seed), undisturbed, 'change'))
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
