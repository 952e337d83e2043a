import { digitCount } from '../../shared/pictures.ts'
import type { Asked, Examiner } from '../runs/examiner-thread.ts'
import type { StoredDigit } from '../store/pictures.ts'
import type { ReadDigit } from './readers.ts'

/** Digits with what every network says of them, and what the networks got: digits × 784. */
export async function answered(
	examiner: Examiner,
	networks: readonly Asked[],
	read: readonly ReadDigit[]
): Promise<{ digits: StoredDigit[]; fields: Uint8Array<ArrayBuffer> }> {
	const fields = new Uint8Array(read.length * 784)
	for (const [place, { field }] of read.entries()) fields.set(field, place * 784)
	const looks = read.map(({ box, touching, stroke }) => ({ box, touching, stroke }))
	const [answers, likeness] = await askAll(examiner, networks, fields)
	const digits = looks.map((look, place) => ({ ...look, ...sayOf(answers, likeness, place) }))
	return { digits, fields }
}

/** The same for digits that were read before: what they are like stays as it was. */
export async function answeredAnew(
	examiner: Examiner,
	networks: readonly Asked[],
	known: readonly StoredDigit[],
	fields: Uint8Array
): Promise<StoredDigit[]> {
	const answers = known.length > 0 ? await examiner.answers(networks, fields) : []
	return known.map((digit, place) => ({ ...digit, ...sayOf(answers, null, place), likeness: digit.likeness }))
}

async function askAll(examiner: Examiner, networks: readonly Asked[], fields: Uint8Array) {
	if (fields.length === 0) return [[], new Float32Array()] as const
	return Promise.all([examiner.answers(networks, fields), examiner.likeness(fields)])
}

/** Of one digit: runs × classes. */
function sayOf(answers: readonly Float32Array[], likeness: Float32Array | null, place: number) {
	const own = new Float32Array(answers.length * digitCount)
	for (const [run, all] of answers.entries())
		own.set(all.subarray(place * digitCount, (place + 1) * digitCount), run * digitCount)
	return { answers: own, likeness: likeness?.[place] ?? 0 }
}
