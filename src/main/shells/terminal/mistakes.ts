import { answersOf, choose, orders, sortPlaces, type Answers, type Order } from '../../../shared/answers.ts'
import { loss, percent, plural } from '../../../shared/format.ts'
import { classCount } from '../../../shared/network.ts'
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

/** `mistakes`: the test images a run takes for another digit. */
export function addMistakes({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('mistakes')
		.description('the test images a run takes for another digit than they are')
		.argument('<run>', 'its number, or "last"')
		.option('--true <digit>', 'only images of this digit')
		.option('--as <digit>', 'only those taken for this digit')
		.option('--limit <number>', 'at most so many')
		.option(
			`--sort <${orders.join('|')}>`,
			'the surest first, the costliest first, by true digit, by what it is taken for, or by place',
			'confidence'
		)
		.option('--json', 'one JSON object a line')
		.action((which: string, flags: Flags) => {
			const choice = { only: 'mistakes', label: digitIn('true', flags.true), guess: digitIn('as', flags.as) } as const
			const order = orderIn(flags.sort)
			const limit = limitIn(flags.limit)
			return withLab(async (calls, bytes) => {
				const run = await numberOf(which, calls)
				const probabilities = floatsIn(await bytes.probabilities(run))
				const answers = answersOf(probabilities, await bytes.labels('test'))
				const found = sortPlaces(answers, choose(answers, choice), order)
				const shown = found.slice(0, limit)
				if (flags.json) for (const place of shown) terminal.write(JSON.stringify(lineOf(place, answers, probabilities)))
				else {
					terminal.write(shown.length > 0 ? mistakeTable(shown, answers) : 'No such mistake.')
					if (shown.length < found.length)
						terminal.say(`${plural(found.length, 'mistake')} in all; --limit shows the first ${shown.length}.`)
				}
				return 0
			})
		})
}

const lineOf = (index: number, { labels, predicted }: Answers, probabilities: Float32Array) => ({
	index,
	label: labels[index],
	predicted: predicted[index],
	probabilities: [...probabilities.subarray(index * classCount, (index + 1) * classCount)]
})

const mistakeTable = (places: readonly number[], { labels, predicted, confidence, loss: losses }: Answers) =>
	table(
		[
			{ title: 'index', right: true, cell: (place) => String(place) },
			{ title: 'true', right: true, cell: (place) => String(labels[place]) },
			{ title: 'taken for', right: true, cell: (place) => String(predicted[place]) },
			{ title: 'confidence', right: true, cell: (place) => percent(confidence[place] ?? null) },
			{ title: 'loss', right: true, cell: (place) => loss(losses?.[place] ?? null) }
		],
		places
	)

const floatsIn = (bytes: Uint8Array) => new Float32Array(new Uint8Array(bytes).buffer)

function digitIn(flag: string, text: string | undefined): number | null {
	if (text === undefined) return null
	if (/^\d$/.test(text)) return Number(text)
	throw new LabProblem('BAD_REQUEST', `--${flag} takes a digit from 0 to 9; it is "${text}".`)
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
