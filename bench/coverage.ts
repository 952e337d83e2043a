import { parseArgs } from 'node:util'
import { compareRuns, couplesOf } from '../src/main/judge/paired/compare.ts'
import { pairedDifference } from '../src/main/judge/paired/difference.ts'
import { addPatterns } from '../src/main/judge/paired/patterns.ts'
import { alpha, type ComparedRun } from '../src/shared/comparing.ts'
import { percent } from '../src/shared/format.ts'
import { random } from '../src/main/train/random.ts'
import { monteCarlo } from './parts/monte-carlo.ts'
import { studyCoverage } from './parts/study-coverage.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Draws test sets at random for networks whose true difference is known, and counts how often the 95 % interval holds it
 * and how often the tests see a difference where there is none; then the same for studies, whose runs have means that are known.
 * Writes docs/comparing.md. `--draws` is how many test sets of two networks; of what takes longer there are fewer.
 */
const { values } = parseArgs({ options: { draws: { type: 'string', default: '20000' } } })
const draws = Number(values.draws)
const uniform = random(1, 'coverage').next
/** One of so many is enough where a draw is many runs. */
const [fewer, fewest] = [Math.ceil(draws / 4), Math.ceil(draws / 10)]

/** Test images, the share of them on which two networks disagree, and the true difference: shares. */
const cases = [
	{ images: 100, apart: 0.1, difference: 0 },
	{ images: 100, apart: 0.2, difference: 0.1 },
	{ images: 1000, apart: 0.02, difference: 0 },
	{ images: 1000, apart: 0.05, difference: 0.02 },
	{ images: 10_000, apart: 0.002, difference: 0 },
	{ images: 10_000, apart: 0.002, difference: 0.001 },
	{ images: 10_000, apart: 0.01, difference: 0 },
	{ images: 10_000, apart: 0.01, difference: 0.0031 },
	{ images: 10_000, apart: 0.07, difference: 0 },
	{ images: 10_000, apart: 0.07, difference: 0.05 }
]
const pairs = cases.map(({ images, apart, difference }) => {
	const disagreements = binomial(images, apart)
	const toSecond = (1 + difference / apart) / 2
	const seen = { held: 0, exact: 0, midP: 0 }
	for (let draw = 0; draw < draws; draw++) {
		const all = disagreements()
		let onlySecond = 0
		for (let one = 0; one < all; one++) if (uniform() < toSecond) onlySecond++
		const onlyFirst = all - onlySecond
		const found = pairedDifference({ both: images - all, onlyFirst, onlySecond, neither: 0 })
		if (found.interval.low <= difference && difference <= found.interval.high) seen.held++
		if (found.exact <= alpha) seen.exact++
		if (found.midP <= alpha) seen.midP++
	}
	const shares = [seen.held, seen.exact, seen.midP].map((times) => percent(times / draws))
	return [String(images), percent(apart, 1), `${100 * difference} points`, ...shares]
})

/** Networks that are all equally good: some images are hard for each of them, each errs on those by a chance of its own. */
const several = [2, 4, 8].map((runs) => {
	const [images, hard, times] = [10_000, 500, fewest]
	const labels = new Uint8Array(images)
	const errs = Array.from({ length: hard }, () => 0.7 * uniform())
	const answers = Array.from({ length: runs }, () => new Uint8Array(images))
	const rows = answers.map((_, place): ComparedRun => ({
		...{
			run: place + 1,
			name: '',
			accuracy: 0,
			correct: 0,
			interval: { low: 0, high: 1 },
			valAccuracy: null,
			valInterval: null
		},
		...{ parameters: 1, bytes: 4, seconds: 1, machine: '' }
	}))
	let [alarms, cochran] = [0, 0]
	for (let time = 0; time < times; time++) {
		for (const answer of answers)
			for (const [image, chance] of errs.entries()) answer[image] = Number(uniform() < chance)
		const patterns = new Uint32Array(2 ** runs)
		addPatterns(patterns, answers, labels, 0, images)
		const couples = rows.flatMap((_, place) => couplesOf(rows, patterns, place))
		const judged = compareRuns(rows, patterns, couples, 0)
		if (judged.pairs.some(({ verdict }) => verdict.kind === 'better')) alarms++
		if (judged.cochran && judged.cochran.p <= alpha) cochran++
	}
	return [String(runs), percent(alarms / times), runs < 3 ? '–' : percent(cochran / times), String(times)]
})

const found = `Two networks, ${draws.toLocaleString('en')} test sets each (${monteCarlo(draws)}):

${markdownTable(['images', 'disagree on', 'true difference', 'interval holds it', 'exact McNemar ≤ 5 %', 'mid-p ≤ 5 %'], pairs)}

Where the true difference is 0, the last two columns are false alarms; elsewhere they are how often it is found.

Several networks that are all equally good, 10,000 images (${monteCarlo(fewest)}):

${markdownTable(['networks', 'any pair told apart, after Holm', 'Cochran’s Q ≤ 5 %', 'test sets'], several)}

${studyCoverage(fewer, random(1, 'studies'))}`
writeBetween('comparing.md', 'coverage', '', found)
console.log(found)

/** Draws how many of `count` come about with a chance, by inversion. */
function binomial(count: number, chance: number): () => number {
	const sums: number[] = []
	let log = count * Math.log1p(-chance)
	let sum = 0
	for (let hits = 0; hits <= count && sum < 1 - 1e-12; hits++) {
		sum += Math.exp(log)
		sums.push(sum)
		log += Math.log((count - hits) / (hits + 1)) + Math.log(chance / (1 - chance))
	}
	return () => {
		const level = uniform() * sum
		let [low, high] = [0, sums.length - 1]
		while (low < high) {
			const middle = (low + high) >> 1
			if ((sums[middle] ?? 1) < level) low = middle + 1
			else high = middle
		}
		return low
	}
}
