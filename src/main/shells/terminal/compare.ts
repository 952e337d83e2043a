import { usualSameWithin, type ComparedPair, type RunComparison } from '../../../shared/comparing.ts'
import {
	namer,
	pointRange,
	points,
	sayBaselines,
	sayCochran,
	sayLooks,
	sayOnlyThese,
	sayPair,
	sayTest,
	sayTies,
	zone
} from '../../../shared/comparing-words.ts'
import { sayP } from '../../../shared/analysis/say.ts'
import { count, percent, percentRange, seconds } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { CommandFrame } from './door.ts'
import { numberOf } from './run-number.ts'
import { table } from './table.ts'

/** `compare`: what the test images show of several runs. */
export function addCompareCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('compare')
		.description('what the test images show of two runs or more: differences, intervals, exact tests')
		.argument('<runs...>', 'two to twelve of their numbers, or "last"')
		.option('--same-within <points>', 'accuracies no farther apart count as practically the same', '0.1')
		.option('--json', 'every number as one JSON object')
		.action((which: string[], { sameWithin, json }: { sameWithin: string; json?: boolean }) => {
			const within = shareIn(sameWithin)
			return withLab(async (calls) => {
				const runs: number[] = []
				for (const one of which) runs.push(await numberOf(one, calls))
				if (new Set(runs).size < 2)
					throw new LabProblem('BAD_REQUEST', 'It takes two runs or more to compare: "lab compare 3 7".')
				const comparison = await calls.runs.compare({ runs, sameWithin: within })
				terminal.write(json ? JSON.stringify(comparison) : comparisonText(comparison))
				return 0
			})
		})
}

/** Points as they were typed, as a share. */
function shareIn(text: string): number {
	const value = Number(text.trim() === '' ? NaN : text)
	if (value >= 0 && value <= 100) return value === 0.1 ? usualSameWithin : value / 100
	throw new LabProblem('BAD_REQUEST', `--same-within takes points from 0 to 100, such as 0.1; it is "${text}".`)
}

export function comparisonText(comparison: RunComparison): string {
	const { runs, pairs, images, dataName, sameWithin } = comparison
	const name = namer(comparison)
	const [first] = pairs
	const judged = table(
		[
			{ title: 'run', right: true, cell: ({ run }) => String(run) },
			{ title: 'name', cell: ({ name }) => name },
			{ title: 'test', right: true, cell: ({ accuracy }) => percent(accuracy) },
			{ title: '95 %', right: true, cell: ({ interval }) => percentRange(interval.low, interval.high) },
			{ title: 'validation', right: true, cell: ({ valAccuracy }) => percent(valAccuracy) },
			{ title: 'parameters', right: true, cell: ({ parameters }) => count(parameters) },
			{ title: 'training', right: true, cell: ({ seconds: time }) => seconds(time) }
		],
		runs
	)
	const shown =
		runs.length === 2 && first
			? [sayPair(first, name, sameWithin, true), sayTest(first, true), '', squareTable(first)]
			: [sayCochran(comparison) ?? '', sayTies(comparison), '', pairTable(pairs, name)]
	return [
		`${count(images)} test images of ${dataName}. Practically the same: within ${zone(sameWithin)} points.`,
		'',
		judged,
		'',
		...shown,
		'',
		sayBaselines(comparison),
		sayLooks(comparison),
		sayOnlyThese
	].join('\n')
}

/** The 2 × 2 table of two runs. */
function squareTable({ first, second, both, onlyFirst, onlySecond, neither }: ComparedPair): string {
	const rows = [
		{ title: `run ${first} right`, right: both, wrong: onlyFirst },
		{ title: `run ${first} wrong`, right: onlySecond, wrong: neither }
	]
	return table(
		[
			{ title: '', cell: ({ title }) => title },
			{ title: `run ${second} right`, right: true, cell: ({ right }) => count(right) },
			{ title: `run ${second} wrong`, right: true, cell: ({ wrong }) => count(wrong) }
		],
		rows
	)
}

function pairTable(pairs: readonly ComparedPair[], name: (run: number) => string): string {
	const says = ({ verdict }: ComparedPair) =>
		verdict.kind === 'better'
			? `${name(verdict.run)} is better`
			: verdict.kind === 'same'
				? 'practically the same'
				: 'not shown'
	return table(
		[
			{ title: 'runs', right: true, cell: ({ first, second }) => `${first} – ${second}` },
			{ title: 'points', right: true, cell: ({ difference }) => points(difference) },
			{ title: '95 %', right: true, cell: ({ interval }) => pointRange(interval.low, interval.high) },
			{ title: 'exact test', right: true, cell: ({ exact }) => sayP(exact) },
			{ title: 'after Holm', right: true, cell: ({ adjusted }) => sayP(adjusted) },
			{ title: '', cell: says }
		],
		pairs
	)
}
