import { sayP } from '../analysis/say.ts'
import type { Section } from '../analysis/chapters.ts'
import { namer, pointRange, points, sayLess, sayCochran, sayPair, sayTest, sayTies, zone } from '../comparing-words.ts'
import type { ComparedPair, RunComparison } from '../comparing.ts'
import { differences } from '../figures/differences.ts'
import { frontier } from '../figures/frontier.ts'
import { count, percent, percentRange } from '../format.ts'
import { runLook } from '../run-colour.ts'
import { costs } from './costs.ts'
import type { Material } from './material.ts'

/** What the test images show of the runs beside each other. */
export function comparisonSections({ comparison, why }: Material): Section[] {
	if (!comparison)
		return [{ id: 'comparison', title: 'Nothing to compare', says: why ? [why] : [], figure: null, table: null }]
	return [comparison.runs.length === 2 ? two(comparison) : several(comparison), cost(comparison), baselines(comparison)]
}

function two(comparison: RunComparison): Section {
	const name = namer(comparison)
	const [pair] = comparison.pairs
	if (!pair) return several(comparison)
	const { first, second, both, onlyFirst, onlySecond, neither } = pair
	return {
		id: 'comparison',
		title: 'The difference',
		says: [sayPair(pair, name, comparison.sameWithin, true), sayTest(pair, true)],
		figure: rowsOf(comparison, [pair], first),
		table: {
			columns: [
				{ title: 'Test images' },
				{ title: `${name(second)} right`, right: true },
				{ title: `${name(second)} wrong`, right: true }
			],
			rows: [
				[`${name(first)} right`, count(both), count(onlyFirst)],
				[`${name(first)} wrong`, count(onlySecond), count(neither)]
			]
		}
	}
}

function several(comparison: RunComparison): Section {
	const { best, pairs, sameWithin } = comparison
	const name = namer(comparison)
	const says = ({ verdict }: ComparedPair) =>
		verdict.kind === 'better' ? name(verdict.run) : verdict.kind === 'same' ? 'the same' : 'not shown'
	return {
		id: 'comparison',
		title: 'Which is best',
		says: [
			...[sayCochran(comparison)].filter((text) => text !== null),
			sayTies(comparison),
			`The picture shows each run less ${name(best.run)}, with 95 % intervals (Tango 1998, of each pair alone); within ${zone(sameWithin)} points counts as practically the same.`
		],
		figure: rowsOf(
			comparison,
			pairs.filter(({ first, second }) => first === best.run || second === best.run),
			best.run
		),
		table: {
			columns: [
				...['First', 'Second'].map((title) => ({ title })),
				...['Second less first', '95 %', 'Exact McNemar', 'After Holm'].map((title) => ({ title, right: true })),
				{ title: 'Better' }
			],
			rows: pairs.map((pair) => [
				name(pair.first),
				name(pair.second),
				points(pair.difference),
				pointRange(pair.interval.low, pair.interval.high),
				sayP(pair.exact),
				sayP(pair.adjusted),
				says(pair)
			])
		}
	}
}

/** Each of the other runs less `base`. */
function rowsOf(comparison: RunComparison, pairs: readonly ComparedPair[], base: number): Section['figure'] {
	const name = namer(comparison)
	const rows = pairs.map(({ first, second, difference, interval }) => {
		const other = first === base ? second : first
		const turned = first !== base
		return {
			title: sayLess(other, base, name),
			look: runLook(other),
			difference: turned ? -difference : difference,
			interval: turned ? { low: -interval.high, high: -interval.low } : interval
		}
	})
	return {
		kind: 'drawing',
		label: rows
			.map(
				(row) => `${row.title}: ${points(row.difference)} points (${pointRange(row.interval.low, row.interval.high)})`
			)
			.join('; '),
		draw: (width) => differences(rows, comparison.sameWithin, (share) => points(share), width)
	}
}

function cost(comparison: RunComparison): Section {
	const name = namer(comparison)
	const [first] = costs
	const dots = comparison.runs.map((one) => ({
		run: one.run,
		title: name(one.run),
		cost: first.of(one),
		share: one.accuracy,
		interval: one.interval
	}))
	return {
		id: 'cost',
		title: 'What accuracy costs',
		says: ['The dashed line runs along the runs that no other beats both in size and in accuracy.'],
		figure: {
			kind: 'drawing',
			label: `Test accuracy against ${first.title.toLowerCase()}: ${dots.map(({ title, cost, share }) => `${title} ${count(cost)}, ${percent(share)}`).join('; ')}.`,
			draw: (width) =>
				frontier(dots, { title: first.title, say: first.say, sayShare: (share) => percent(share, 1) }, width)
		},
		table: {
			columns: [
				{ title: 'Run' },
				...['Test', ...costs.map(({ title }) => title)].map((title) => ({ title, right: true }))
			],
			rows: comparison.runs.map((one) => [
				name(one.run),
				percent(one.accuracy),
				...costs.map(({ of, say }) => say(of(one)))
			])
		}
	}
}

const baselines = ({ baselines: all }: RunComparison): Section => ({
	id: 'baselines',
	title: 'Without a network, or with one layer',
	says: ['What is reached on the same test images with next to no learning.'],
	figure: null,
	table: {
		columns: [{ title: 'Baseline' }, ...['Right', 'Accuracy', '95 %'].map((title) => ({ title, right: true }))],
		rows: all.map(({ title, correct, accuracy, interval }) => [
			title,
			count(correct),
			percent(accuracy),
			percentRange(interval.low, interval.high)
		])
	}
})
