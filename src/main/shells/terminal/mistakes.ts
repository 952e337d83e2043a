import { answersOf, choose, orders, sortPlaces, type Answers, type Order } from '../../../shared/answers.ts'
import { loss, percent, plural } from '../../../shared/format.ts'
import { factsOf } from '../../../shared/dataset.ts'
import { at, testPlaces } from '../../../shared/subset.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { CommandFrame } from './door.ts'
import { numberOf } from './run-number.ts'
import { table } from './table.ts'

interface Flags {
	json?: boolean
	true?: string
	as?: string
	limit?: string
	sort: string
}

/** `mistakes`: the test images a run takes for another class. */
export function addMistakes({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('mistakes')
		.description('the test images a run takes for another class than they are')
		.argument('<run>', 'its number, or "last"')
		.option('--true <class>', 'only images of this class, by its name or number')
		.option('--as <class>', 'only those taken for this class')
		.option('--limit <number>', 'at most so many')
		.option(
			`--sort <${orders.join('|')}>`,
			'the surest first, the costliest first, by true class, by what it is taken for, or by place',
			'confidence'
		)
		.option('--json', 'one JSON object a line')
		.action((which: string, flags: Flags) => {
			const order = orderIn(flags.sort)
			const limit = limitIn(flags.limit)
			return withLab(async (calls, bytes) => {
				const run = await numberOf(which, calls)
				const probabilities = floatsIn(await bytes.probabilities(run))
				const { data } = (await calls.runs.get({ run })).recipe
				const { classes } = factsOf(data)
				const choice = {
					only: 'mistakes',
					label: classIn('true', flags.true, classes),
					guess: classIn('as', flags.as, classes)
				} as const
				const all = await bytes.labels(data.set, 'test')
				const images = testPlaces(data, all)
				const answers = answersOf(probabilities, at(all, images))
				const found = sortPlaces(answers, choose(answers, choice), order)
				const shown = found.slice(0, limit)
				if (flags.json)
					for (const place of shown)
						terminal.write(JSON.stringify(lineOf(place, images?.[place] ?? place, answers, probabilities)))
				else {
					terminal.write(shown.length > 0 ? mistakeTable(shown, images, classes, answers) : 'No such mistake.')
					if (shown.length < found.length)
						terminal.say(`${plural(found.length, 'mistake')} in all; --limit shows the first ${shown.length}.`)
				}
				return 0
			})
		})
}

function lineOf(place: number, index: number, { labels, predicted }: Answers, probabilities: Float32Array) {
	const classCount = probabilities.length / labels.length
	const own = probabilities.subarray(place * classCount, (place + 1) * classCount)
	return { index, label: labels[place], predicted: predicted[place], probabilities: [...own] }
}

const mistakeTable = (
	places: readonly number[],
	images: Uint32Array | null,
	classes: readonly string[],
	{ labels, predicted, confidence, loss: losses }: Answers
) =>
	table(
		[
			{ title: 'index', right: true, cell: (place) => String(images?.[place] ?? place) },
			{ title: 'true', right: true, cell: (place) => classes[labels[place] ?? 0] ?? '' },
			{ title: 'taken for', right: true, cell: (place) => classes[predicted[place] ?? 0] ?? '' },
			{ title: 'confidence', right: true, cell: (place) => percent(confidence[place] ?? null) },
			{ title: 'loss', right: true, cell: (place) => loss(losses?.[place] ?? null) }
		],
		places
	)

const floatsIn = (bytes: Uint8Array) => new Float32Array(new Uint8Array(bytes).buffer)

function classIn(flag: string, text: string | undefined, classes: readonly string[]): number | null {
	if (text === undefined) return null
	const named = classes.findIndex((name) => name.toLowerCase() === text.toLowerCase())
	if (named >= 0) return named
	if (/^\d{1,3}$/.test(text) && Number(text) < classes.length) return Number(text)
	throw new LabProblem('BAD_REQUEST', `--${flag} takes one of ${classes.join(', ')}; it is "${text}".`)
}

function orderIn(text: string): Order {
	const order = orders.find((one) => one === text)
	if (order) return order
	throw new LabProblem('BAD_REQUEST', `--sort takes one of ${orders.join(', ')}; it is "${text}".`)
}

function limitIn(text: string | undefined): number {
	if (text === undefined) return Infinity
	const limit = Number(text)
	if (Number.isInteger(limit) && limit > 0) return limit
	throw new LabProblem('BAD_REQUEST', `--limit takes a whole number from 1 up; it is "${text}".`)
}
