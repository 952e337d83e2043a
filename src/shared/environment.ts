import type { Environment } from './runs.ts'

/** What decides the bits: not whether others were trained beside it. */
type Place = Omit<Environment, 'later' | 'together' | 'alone'>

const words: { [Key in keyof Required<Place>]: (place: Place) => string } = {
	lab: ({ lab }) => `Digit Lab ${lab}`,
	node: ({ node }) => `Node ${node}`,
	platform: ({ platform }) => platform,
	cpu: ({ cpu }) => cpu,
	threads: ({ threads }) => `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
	backend: ({ backend }) => `${backend} backend`,
	tensorflow: ({ tensorflow }) => `TensorFlow ${tensorflow}`,
	oneDnn: ({ oneDnn }) => (oneDnn ? 'oneDNN' : 'no oneDNN'),
	engine: ({ engine = 'layers' }) => `${engine} engine`,
	engineWhy: ({ engineWhy = '' }) => engineWhy,
	dataSha256: ({ dataSha256 }) => `data ${dataSha256.slice(0, 16)}…`
}

/** "6 at once": whose seconds are comparable with whose. */
export const sayCompany = ({ together, alone }: Environment): string =>
	together === undefined ? 'alone' : `${together} at once${alone === undefined ? '' : ', then alone'}`

/** Where a run went on in another environment, a sentence each: "From epoch 8 on: 4 threads instead of 2 threads." */
export function sayLater(environment: Environment): string[] {
	let before: Place = environment
	return (environment.later ?? []).map(({ epoch, environment: after }) => {
		const changes = unlike(after, before)
		before = after
		return `From epoch ${epoch} on: ${changes.join(', ')}. The numbers may differ from a run without this change.`
	})
}

/** What is different in one environment from another: "4 threads instead of 2 threads". */
export const unlike = (here: Place, there: Place): string[] =>
	(Object.keys(words) as (keyof Place)[])
		.filter((key) => here[key] !== there[key])
		.map((key) => `${words[key](here)} instead of ${words[key](there)}`)
