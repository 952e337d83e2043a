import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { RunStatus } from '../../../src/shared/runs.ts'
import { median } from '../spread.ts'
import { randomFrom } from '../photo.ts'
import { drawn, ledger, type Killed, type Moment, type Outcome } from './moment.ts'
import { newPlace, run, took, type From, type Place } from './place.ts'
import { faultsIn, startAgain, untidyIn } from './search.ts'
import { contentOf } from './state.ts'

/** A run to be trained: the words behind `train`. */
export type Training = readonly string[]

interface Left {
	status: RunStatus | null
	epochs: string[]
	/** The epoch it goes on behind; null for one that is over. */
	checkpoint: number | null
}

/** A run that nobody killed. */
export interface Reference {
	training: Training
	content: string | null
	left: Left
	took: Record<From, number>
}

const words = (training: Training) => ['train', ...training, '--json']
const goOn = ['resume', 'last', '--json']

/** What each of them comes to when nobody kills it. */
export async function undisturbed(trainings: readonly Training[]): Promise<Reference[]> {
	const references: Reference[] = []
	for (const training of trainings) {
		const place = newPlace()
		const spent = await took(place, words(training))
		const content = contentOf(join(place.home, 'lab.sqlite'))
		references.push({ training, took: spent, content, left: leftIn(place.home) })
		place.leave()
	}
	return references
}

/**
 * Kills a training, in turn one of `references`, and, where it was cut off, up to `most` − 1 times what goes on with it, and
 * then lets it come to its end. What it comes to must be what its reference has come to.
 */
export function goingOnMoment(
	{ name, command, most }: { name: string; command: string; most: number },
	references: readonly Reference[]
): Moment {
	async function killIn(place: Place, seed: number): Promise<Outcome> {
		const reference = references[seed % references.length]
		if (!reference) throw new Error('there is nothing to train')
		const random = randomFrom(seed)
		const file = join(place.home, 'lab.sqlite')
		const kills: Killed[] = []
		const { losses, lose } = ledger()

		let status: RunStatus | null = null
		for (let attempt = 1; status !== 'finished'; attempt++) {
			const command = status === null ? words(reference.training) : goOn
			// its first word is that it has started: the library is loaded by then
			const when = attempt > most ? undefined : drawn(random, reference.took, 'word')
			const { killed, code, stderr, stdout } = await run(place, command, when)
			if (!killed && code !== 0) {
				lose(`at attempt ${attempt}`, [`${command.join(' ')} ended with ${code}: ${stderr.trim()}`])
				break
			}
			if (!killed || !when) break

			const copy = newPlace(place.home)
			lose(`after kill ${attempt}`, faultsIn(join(copy.home, 'lab.sqlite')))
			const left = leftIn(copy.home)
			copy.leave()
			lose(`after kill ${attempt}`, wrongIn(left, reference.left, stdout))
			lose(`after kill ${attempt}, at the next start`, await startAgain(place))
			status = leftIn(place.home).status
			const found = status === null || status === 'queued' ? 'nothing' : status === 'finished' ? 'all' : 'part'
			kills.push({ when, found })
		}
		if (contentOf(file) !== reference.content) lose('at its end', ['it is not the run that nobody killed, bit for bit'])
		lose('at its end', untidyIn(place))
		return { kills, losses }
	}

	return {
		...{ name, command, takes: median(references.map(({ took }) => took.start)) },
		async kill(seed) {
			const place = newPlace()
			try {
				return await killIn(place, seed)
			} finally {
				place.leave()
			}
		}
	}
}

/** Epochs that were told of and are not kept, or not with all it takes to go on behind them, and kept ones that are not those of the run that nobody killed. */
function wrongIn({ epochs, checkpoint }: Left, undisturbed: Left, stdout: string): string[] {
	const told = [...stdout.matchAll(/"kind":"epoch","epoch":(\d+)/g)].map(([, epoch]) => Number(epoch))
	const last = Math.max(0, ...told)
	return [
		...(last > epochs.length ? [`epoch ${last} had been told of, but ${epochs.length} are kept`] : []),
		...(checkpoint !== null && checkpoint !== epochs.length
			? [`${epochs.length} epochs are kept, but it goes on behind epoch ${checkpoint}`]
			: []),
		...epochs.flatMap((epoch, place) => (epoch === undisturbed.epochs[place] ? [] : [`epoch ${place + 1} is another`]))
	]
}

const nothing: Left = { status: null, epochs: [], checkpoint: null }

/** What is kept of the run in a home. */
function leftIn(home: string): Left {
	const file = join(home, 'lab.sqlite')
	if (!existsSync(file)) return nothing
	const database = new Sqlite(file)
	try {
		if (database.pragma('user_version', { simple: true }) === 0) return nothing
		const run = database
			.prepare<[], { status: RunStatus; epoch: number | null }>(
				'SELECT status, epoch FROM runs LEFT JOIN checkpoints ON run = id'
			)
			.get()
		if (!run) return nothing
		const epochs = database
			.prepare<[], object>('SELECT epoch, loss, accuracy, val_loss, val_accuracy FROM epochs ORDER BY epoch')
			.all()
		return {
			status: run.status,
			epochs: epochs.map((epoch) => JSON.stringify(epoch)),
			checkpoint: run.status === 'finished' ? null : (run.epoch ?? 0)
		}
	} finally {
		database.close()
	}
}
