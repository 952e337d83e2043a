import { powerOf } from '../../src/main/judge/studies/power.ts'
import { resultOf, type Trained } from '../../src/main/judge/studies/result.ts'
import type { Random } from '../../src/main/train/random.ts'
import { alpha } from '../../src/shared/comparing.ts'
import { percent } from '../../src/shared/format.ts'
import type { Interval } from '../../src/shared/wilson.ts'
import type { Design } from '../../src/shared/study/study.ts'
import { monteCarlo } from './monte-carlo.ts'
import { markdownTable } from './table.ts'

/** What chance does to a run besides what its seed does to every level alike: mean 0; `at` is the level's place. */
interface Chance {
	name: string
	draw: (luck: Random, at: number) => number
}
const plain: Chance = { name: 'normal', draw: (luck) => luck.normal() }
const chances: Chance[] = [
	plain,
	// a few runs are much worse than the others, as a training that gets stuck is: an exponential tail, skewness −2
	{ name: 'skewed', draw: (luck) => 1 + Math.log(1 - luck.next()) },
	{ name: 'one setting three times as wide', draw: (luck, at) => (at === 1 ? 3 : 1) * luck.normal() }
]

/** Accuracies near 0.97 with a standard deviation of 0.002 from chance, and 0.002 from the seed. */
const [centre, deviation] = [0.97, 0.002]

/** Runs of levels with these true means above the centre; all levels share what each seed does. */
function runs(means: readonly number[], seeds: number, { draw }: Chance, luck: Random): number[][] {
	const shared = Array.from({ length: seeds }, () => deviation * luck.normal())
	return means.map((mean, at) => shared.map((own) => centre + mean + own + deviation * draw(luck, at)))
}

const trained = (values: readonly number[][], levels: (at: number) => number[]): Trained[] =>
	values.map((own, at) => ({ levels: levels(at), title: String(at), base: at === 0, values: own }))

const five: Design = { kind: 'one', factor: 'dropout', levels: [0, 1, 2, 3, 4] }
const judged = (values: readonly number[][], seeds: number) =>
	resultOf(
		five,
		'valAccuracy',
		trained(values, (at) => [at]),
		seeds
	)

const holds = (interval: Interval | null | undefined, truth: number) =>
	Number(interval !== null && interval !== undefined && interval.low <= truth && truth <= interval.high)

/** Four levels beside the base, all of them equal: what holds, and how often something is seen that is not there. */
function equalLevels(draws: number, seeds: number, chance: Chance, luck: Random): string[] {
	const seen = { mean: 0, difference: 0, t: 0, flip: 0, any: 0 }
	for (let time = 0; time < draws; time++) {
		const values = runs([0, 0, 0, 0, 0], seeds, chance, luck)
		const { settings } = judged(values, seeds)
		const difference = settings[1]?.difference
		seen.mean += holds(settings[0]?.spread.interval, centre)
		seen.difference += holds(difference?.interval, 0)
		seen.t += Number((difference?.p ?? 1) <= alpha)
		seen.flip += Number((difference?.signFlip ?? 1) <= alpha)
		seen.any += Number(settings.some(({ difference: one }) => (one?.holm ?? 1) < alpha))
	}
	return [chance.name, String(seeds), ...Object.values(seen).map((times) => percent(times / draws))]
}

/** One level is as far from the base as the lab says that it would find in 80 of 100 studies. */
function promised(draws: number, seeds: number, luck: Random): string[] {
	const effect = powerOf(seeds, alpha / 4).effect ?? NaN
	// the difference of two runs of a seed has twice the variance of one
	const truth = effect * Math.SQRT2 * deviation
	const seen = { held: 0, found: 0 }
	for (let time = 0; time < draws; time++) {
		const values = runs([0, truth, 0, 0, 0], seeds, plain, luck)
		const { settings } = judged(values, seeds)
		seen.held += holds(settings[1]?.difference?.interval, truth)
		seen.found += Number((settings[1]?.difference?.holm ?? 1) < alpha)
	}
	return [String(seeds), effect.toFixed(2), ...Object.values(seen).map((times) => percent(times / draws))]
}

/** A grid in which both factors do something and neither depends on the other. */
function additive(draws: number, side: number, seeds: number, chance: Chance, luck: Random): string[] {
	const levels = Array.from({ length: side }, (_, at) => at)
	const factor = (name: string) => ({ factor: name, levels })
	const design: Design = { kind: 'grid', factors: [factor('dropout'), factor('neurons')] }
	const means = levels.flatMap((row) => levels.map((column) => 0.002 * row - 0.003 * column))
	let alarms = 0
	for (let time = 0; time < draws; time++) {
		const values = runs(means, seeds, chance, luck)
		const all = trained(values, (at) => [Math.floor(at / side), at % side])
		const { interaction } = resultOf(design, 'valAccuracy', all, seeds)
		if ((interaction?.p ?? 1) < alpha) alarms++
	}
	return [chance.name, `${side} × ${side}`, String(seeds), percent(alarms / draws)]
}

/** The tables about studies: what their intervals hold, and what their tests see where there is nothing. */
export function studyCoverage(draws: number, luck: Random): string {
	const counts = [3, 6, 10]
	const equal = chances.flatMap((chance) => counts.map((seeds) => equalLevels(draws, seeds, chance, luck)))
	const far = counts.map((seeds) => promised(draws, seeds, luck))
	const grids = chances.flatMap((chance) =>
		[2, 3].flatMap((side) => [3, 6].map((seeds) => additive(draws, side, seeds, chance, luck)))
	)
	return `### Studies

Five levels that are all equally good, trained with the same seeds, ${draws.toLocaleString('en')} studies each (${monteCarlo(draws)}):

${markdownTable(['chance', 'seeds', 'interval of a mean holds it', 'interval of a difference holds it', 't test ≤ 5 %', 'sign-flip ≤ 5 %', 'any level shown, after Holm'], equal)}

The last three columns are false alarms, the last of them of four comparisons together. With three seeds the sign-flip test cannot come
below 25 %.

As many studies, in which one of five levels differs from the base by as much as the lab says before a study starts that it would find in 80 of 100:

${markdownTable(['seeds', 'standard deviations', 'interval of the difference holds it', 'found, after Holm'], far)}

As many, of two factors that both do something, neither of which depends on the other:

${markdownTable(['chance', 'grid', 'seeds', 'interaction ≤ 5 %'], grids)}`
}
