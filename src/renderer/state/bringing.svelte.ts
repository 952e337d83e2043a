import { addresses } from '../../shared/bytes.ts'
import { plural } from '../../shared/format.ts'
import { labelOf } from '../../shared/labels.ts'
import {
	largestPicture,
	tooLargePicture,
	type Answering,
	type Arriving,
	type Origin,
	type PictureRow
} from '../../shared/pictures.ts'
import { drawnSettings, readingSettings, type ReadingSettings } from '../../shared/vision.ts'
import { BytesProblem, sentenceIn } from './bytes.ts'
import type { Gathered, Found } from './picture-files.ts'
import { saidBy } from './said.ts'

/** How many files are on their way at a time. */
const lanes = 3
/** The lab takes no longer name: its end says more than its beginning. */
const longestName = 200

const usual = readingSettings.parse({})
/** How a picture is read until somebody changes it. */
export const usualSettings = (origin: Origin): ReadingSettings => (origin === 'drawn' ? drawnSettings : usual)

/** Sends one picture to the lab, which answers when it is read and kept. Throws a BytesProblem with a sentence. */
export async function sendPicture(file: Blob, arriving: Arriving): Promise<PictureRow> {
	const response = await fetch(addresses.picture(arriving), { method: 'POST', body: file })
	if (!response.ok) throw new BytesProblem(await sentenceIn(response))
	return (await response.json()) as PictureRow
}

/** Files on their way into the lab, a few at a time, and what became of those that could not be read. */
export class Bringing {
	underway = $state.raw<{ done: number; total: number; batch: string; secondsLeft: number | null } | null>(null)
	refused = $state.raw<Gathered['refused']>([])
	/** What the last batch came to: "9 pictures read, 1 could not be". */
	outcome = $state('')

	#stopped = false
	#clock: () => number
	#arrived: (row: PictureRow) => void

	/** `arrived` hears of each picture when it has been read. */
	constructor(clock: () => number, arrived: (row: PictureRow) => void) {
		this.#clock = clock
		this.#arrived = arrived
	}

	/** Sends them all; what cannot be read is listed, and the others go on. One batch at a time. */
	async take(
		{ files, refused }: Gathered,
		how: { origin: 'file' | 'pasted'; batch: string; answering: Answering | null }
	): Promise<PictureRow[]> {
		this.#stopped = false
		this.refused = refused
		this.outcome = ''
		const began = this.#clock()
		const rows: PictureRow[] = []
		let done = 0
		const show = () => {
			const left = files.length - done
			const secondsLeft = done < lanes ? null : ((this.#clock() - began) / 1000 / done) * left
			this.underway = { done, total: files.length, batch: how.batch, secondsLeft }
		}
		show()
		const waiting = files.values()
		const drive = async () => {
			for (const found of waiting) {
				if (this.#stopped) return
				const row = await this.#send(found, how)
				done++
				if (row) {
					rows.push(row)
					this.#arrived(row)
				}
				show()
			}
		}
		await Promise.all(Array.from({ length: lanes }, drive))
		this.underway = null
		this.outcome = sayOutcome(rows.length, this.refused.length, files.length - done)
		return rows
	}

	/** Those that are being read are still waited for: the lab keeps them. */
	stop(): void {
		this.#stopped = true
	}

	/** The list of what could not be read has been seen. */
	dismiss(): void {
		this.refused = []
	}

	async #send(
		{ file, path }: Found,
		how: { origin: 'file' | 'pasted'; batch: string; answering: Answering | null }
	): Promise<PictureRow | null> {
		const name = path.slice(-longestName)
		try {
			if (file.size > largestPicture) throw new BytesProblem(tooLargePicture)
			const body = new Blob([await contents(file)])
			return await sendPicture(body, { ...how, name, label: labelOf(path), settings: usualSettings(how.origin) })
		} catch (error) {
			this.refused = [...this.refused, { name, sentence: saidBy(error).sentence }]
			return null
		}
	}
}

/** The whole file, read before it is sent: what cannot be read any more is then known from a lab that does not answer. */
async function contents(file: File): Promise<ArrayBuffer> {
	try {
		return await file.arrayBuffer()
	} catch (error) {
		console.info('The file could not be read.', error)
		throw new BytesProblem(
			`${file.name} could not be read: it was moved or deleted meanwhile, or may not be opened. Bring it again from where it is now.`
		)
	}
}

function sayOutcome(read: number, refused: number, stopped: number): string {
	return [
		`${plural(read, 'picture')} read`,
		...(refused > 0 ? [`${refused} could not be`] : []),
		...(stopped > 0 ? [`${stopped} left out`] : [])
	].join(', ')
}
