import { loss, percent, seconds } from '../format.ts'
import type { Interval } from '../wilson.ts'

/** What a study can ask of a run: form, flags, tables and axes all read this list. */
interface Response {
	title: string
	/** What it is, and what it is good for. */
	description: string
	/** Between which it lies whatever happens; absent where there are no such bounds. */
	bounds?: Interval
	/** Which direction is better. */
	better: 'more' | 'less'
	say: (value: number) => string
	/** A difference of two, with its sign, and without its unit where an interval follows. */
	difference: (value: number) => string
	unit: string
}

const sign = (value: number, text: string) => (Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`)
const points = (value: number) => sign(value, (100 * Math.abs(value)).toFixed(2))
const plainLoss = (value: number) => sign(value, Math.abs(value).toFixed(4))

export const responses = {
	valAccuracy: {
		title: 'Validation accuracy',
		bounds: { low: 0, high: 1 },
		description: 'Of images kept aside while it learned, after the epoch that is judged. Choose settings by this one.',
		better: 'more',
		say: (value: number) => percent(value),
		difference: points,
		unit: 'points'
	},
	testAccuracy: {
		title: 'Test accuracy',
		bounds: { low: 0, high: 1 },
		description:
			'Of the test images. It is for telling, not for choosing: what is chosen by it looks better than it is.',
		better: 'more',
		say: (value: number) => percent(value),
		difference: points,
		unit: 'points'
	},
	valLoss: {
		title: 'Validation loss',
		description: 'How wrong the probabilities are on validation images, after the epoch that is judged.',
		better: 'less',
		say: (value: number) => loss(value),
		difference: plainLoss,
		unit: ''
	},
	seconds: {
		title: 'Training seconds',
		description: 'The sum of the epochs, validation included. Only runs of one machine can be compared by it.',
		better: 'less',
		say: (value: number) => seconds(value),
		difference: (value: number) => sign(value, Math.abs(value).toFixed(2)),
		unit: 's'
	},
	gap: {
		title: 'Overfitting gap',
		description: 'Training accuracy minus validation accuracy in the last epoch: what was learned by heart.',
		better: 'less',
		say: (value: number) => `${(100 * value).toFixed(2).replace('-', '−')} points`,
		difference: points,
		unit: 'points'
	}
} as const satisfies Record<string, Response>

export type ResponseName = keyof typeof responses
export const responseNames = Object.keys(responses) as ResponseName[]

/** A difference with its unit: "+0.31 points". */
export const sayDifference = (name: ResponseName, value: number): string =>
	[responses[name].difference(value), responses[name].unit].filter(Boolean).join(' ')

/** Between which it lies whatever happens, where there are such bounds. */
export const boundsOf = (name: ResponseName): Interval | undefined =>
	(responses as Record<ResponseName, Response>)[name].bounds
