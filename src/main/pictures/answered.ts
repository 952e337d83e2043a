import { digitCount } from '../../shared/pictures.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Asked, Examiner } from '../runs/examiner-thread.ts'
import type { StoredDigit } from '../store/pictures.ts'
import type { ReadDigit } from './readers.ts'

/** Digits with what every network says of them, and what the networks got: digits × 784. */
export interface Answered {
	digits: StoredDigit[]
	fields: Uint8Array<ArrayBuffer>
}

/** Asks at once about pictures that come at once. */
export interface Answerer {
	/** `reading` is a picture that is being read. Rejects as that or the examiner does. */
	answered(networks: readonly Asked[], reading: Promise<readonly ReadDigit[]>): Promise<Answered>
}

/** So many digits are asked about at once; more are not quicker. */
const most = 48
/** How long, in milliseconds, digits wait for those of pictures that are still being read. */
const patience = 100

interface Waiting {
	networks: readonly Asked[]
	fields: Uint8Array
	said: PromiseWithResolvers<Said>
}

/** What each network answers, and how like the training images the digits are: null where those cannot be read. */
interface Said {
	answers: Float32Array[]
	likeness: Float32Array | null
}

/**
 * Networks answer dozens of digits in little more time than one: digits wait while other pictures are being read, and
 * those of the last one wait for nothing.
 */
export function answererOf(examiner: Examiner): Answerer {
	let waiting: Waiting[] = []
	let reading = 0
	let timer: NodeJS.Timeout | undefined

	function ask(): void {
		clearTimeout(timer)
		timer = undefined
		const together = Map.groupBy(waiting, ({ networks }) => networks.map(({ key }) => key).join())
		waiting = []
		for (const group of together.values())
			share(group).catch((error: unknown) => group.forEach(({ said }) => said.reject(error)))
	}

	/** Asks about all of them, and gives each its share. */
	async function share(group: readonly Waiting[]): Promise<void> {
		const fields = joined(group.map((one) => one.fields))
		const [answers, likeness] = await Promise.all([
			examiner.answers(group[0]?.networks ?? [], fields),
			likenessOf(fields)
		])
		let from = 0
		for (const one of group) {
			const to = from + one.fields.length / 784
			one.said.resolve({
				answers: answers.map((all) => all.slice(from * digitCount, to * digitCount)),
				likeness: likeness?.slice(from, to) ?? null
			})
			from = to
		}
	}

	/** A lab without MNIST's files still answers. */
	async function likenessOf(fields: Uint8Array): Promise<Float32Array | null> {
		try {
			return await examiner.likeness(fields)
		} catch (error) {
			if (error instanceof LabProblem && error.code === 'BAD_DATA') return null
			throw error
		}
	}

	async function say(networks: readonly Asked[], fields: Uint8Array): Promise<Said> {
		const said = Promise.withResolvers<Said>()
		waiting.push({ networks, fields, said })
		timer ??= setTimeout(ask, patience)
		return said.promise
	}

	const digitsWaiting = () => waiting.reduce((sum, { fields }) => sum + fields.length / 784, 0)

	return {
		async answered(networks, picture) {
			reading++
			const read = await picture.finally(() => reading--)
			const fields = joined(read.map(({ field }) => field))
			const saying = read.length > 0 ? say(networks, fields) : { answers: [], likeness: null }
			if (reading === 0 || digitsWaiting() >= most) ask()
			const { answers, likeness } = await saying
			const digits = read.map(({ box, touching, stroke }, place) => ({
				...{ box, touching, stroke },
				answers: answersTo(answers, place),
				likeness: likeness?.[place] ?? null
			}))
			return { digits, fields }
		}
	}
}

/** Digits that were read before, with other networks' answers: what they are like stays as it was. */
export async function answeredAnew(
	examiner: Examiner,
	networks: readonly Asked[],
	known: readonly StoredDigit[],
	fields: Uint8Array
): Promise<StoredDigit[]> {
	const answers = known.length > 0 ? await examiner.answers(networks, fields) : []
	return known.map((digit, place) => ({ ...digit, answers: answersTo(answers, place) }))
}

/** Of one digit: runs × classes. */
function answersTo(answers: readonly Float32Array[], place: number): Float32Array {
	const own = new Float32Array(answers.length * digitCount)
	for (const [run, all] of answers.entries())
		own.set(all.subarray(place * digitCount, (place + 1) * digitCount), run * digitCount)
	return own
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
	let place = 0
	for (const part of parts) {
		all.set(part, place)
		place += part.length
	}
	return all
}
