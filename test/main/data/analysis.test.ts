import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyse, compared } from '../../../src/main/data/analysis/analyse.ts'
import { chiSquareTail } from '../../../src/shared/chi-square-tail.ts'
import { findDuplicates } from '../../../src/main/data/analysis/duplicates.ts'
import { place } from '../../../src/main/data/analysis/map.ts'
import { measureImage } from '../../../src/main/data/analysis/measures.ts'
import { mahalanobis } from '../../../src/main/data/analysis/outliers.ts'
import type { Subject } from '../../../src/main/data/analysis/subject.ts'
import type { Labelled } from '../../../src/main/data/mnist.ts'
import { mnist, only } from './some-of-mnist.ts'
import { measureNames, type ChiSquare, type MeasureName, type Spread } from '../../../src/shared/analysis/analysis.ts'

interface Reference {
	chiSquareTails: [number, number, number][]
	split: ChiSquare
	even: ChiSquare
	strength: number
	mean: number[]
	deviation: number[]
	medianOfFours: number[]
	deviationOfFours: number[]
	neverLit: number
	histogram: number[]
	images: Record<MeasureName, number>[]
	inkOfEights: Spread
	meanDistances: number[][]
	variances: number[]
	total: number
	neighbours: number[]
	nearestMean: number
	mahalanobisOfThrees: number[]
	nearDuplicates: { training: number; test: number; across: number }
}
// test/reference/analysis_numbers.py made these with NumPy, SciPy, scikit-learn and scikit-image, and says of which images
const reference = JSON.parse(
	readFileSync(new URL('../../reference/analysis.json', import.meta.url), 'utf8')
) as Reference

const few: Subject<Labelled> = {
	...mnist,
	training: only(mnist.training, (image) => image < 2000),
	test: only(mnist.test, (image) => image < 500)
}
let clock = 0
const heard: [string, number][] = []
const found = analyse(
	few,
	(doing, share) => void heard.push([doing, share]),
	() => (clock += 1000)
)
const both = compared(few)

const expectClose = (values: readonly number[], expected: readonly number[], digits: number) => {
	expect(values.length).toBe(expected.length)
	for (const [at, value] of values.entries()) expect(value, `at ${at}`).toBeCloseTo(expected[at] ?? NaN, digits)
}
const everySeventh = (values: readonly number[]) => values.filter((_, at) => at % 7 === 0)

test('tails of the chi-square distribution are SciPy’s', () => {
	for (const [statistic, freedom, p] of reference.chiSquareTails)
		expect(chiSquareTail(statistic, freedom) / p).toBeCloseTo(1, 10)
})

test('the chi-square tests of split and balance are SciPy’s, with Cramér’s V', () => {
	const { split, even } = found.balance
	for (const [one, expected] of [
		[split, reference.split],
		[even, reference.even]
	] as const) {
		expect(one.freedom).toBe(expected.freedom)
		expect(one.statistic).toBeCloseTo(expected.statistic, 9)
		expect(one.p).toBeCloseTo(expected.p, 9)
	}
	expect(split.strength).toBeCloseTo(reference.strength, 12)
})

test('mean, median, deviation and histogram of the pixels are NumPy’s', () => {
	const { all, classes, histogram, neverLit } = found.pixels
	expectClose(everySeventh(all.mean), reference.mean, 9)
	expectClose(everySeventh(all.deviation), reference.deviation, 9)
	expect(everySeventh(classes[4]?.median ?? [])).toEqual(reference.medianOfFours)
	expectClose(everySeventh(classes[4]?.deviation ?? []), reference.deviationOfFours, 9)
	expect(neverLit).toBe(reference.neverLit)
	expect(histogram).toEqual(reference.histogram)
})

test('ink, stroke, slant, box and centre of an image are NumPy’s, SciPy’s and scikit-image’s', () => {
	for (const [image, expected] of reference.images.entries()) {
		const measured = measureImage(few.training.images, image)
		for (const name of measureNames) expect(measured[name], `${name} of ${image}`).toBeCloseTo(expected[name], 5)
	}
})

test('quantiles of a measure are NumPy’s', () => {
	const ink = found.measures.find(({ name }) => name === 'ink')?.classes[8]
	expect(ink?.mean).toBeCloseTo(reference.inkOfEights.mean, 12)
	expectClose(ink?.quantiles ?? [], reference.inkOfEights.quantiles, 12)
})

test('distances of mean images are SciPy’s', () => {
	for (const [label, row] of found.meanDistances.entries()) expectClose(row, reference.meanDistances[label] ?? [], 9)
})

test('variances along principal components are scikit-learn’s', () => {
	expectClose(found.components.variances, reference.variances, 8)
	expect(found.components.total).toBeCloseTo(reference.total, 8)
})

test('the baselines are right as often as scikit-learn’s', () => {
	const [mean, ...neighbours] = found.baselines
	expect(mean).toMatchObject({ method: { kind: 'nearest mean' }, correct: reference.nearestMean, count: 500 })
	expect(neighbours.map(({ correct }) => correct)).toEqual(reference.neighbours)
})

test('Mahalanobis distances are SciPy’s', () => {
	const { points, labels } = both.training
	const threes = [...labels.keys()].filter((image) => labels[image] === 3)
	expectClose([...mahalanobis(points, threes, 50).subarray(0, 20)], reference.mahalanobisOfThrees, 3)
})

test('near duplicates among all ones are those that NumPy finds by comparing each with each', () => {
	const ones = {
		...mnist,
		training: only(mnist.training, (image) => mnist.training.labels[image] === 1),
		test: only(mnist.test, (image) => mnist.test.labels[image] === 1)
	}
	const { near, exact, inTraining } = findDuplicates(compared(ones))
	expect(near).toMatchObject({ ...reference.nearDuplicates, conflicting: 0 })
	expect(near.pairs.map(({ similarity }) => similarity)).toEqual(
		near.pairs.map(({ similarity }) => similarity).toSorted((a, b) => b - a)
	)
	expect(exact.pairs).toEqual([])
	expect(inTraining).toBe(2)
})

test('images alike in every pixel are found within and across the parts, and two labels for one are told', () => {
	const size = 784
	const pixels = few.test.images.pixels.slice()
	pixels.set(few.training.images.pixels.subarray(7 * size, 8 * size), 3 * size)
	pixels.set(pixels.subarray(10 * size, 11 * size), 20 * size)
	const labels = few.test.labels.slice()
	labels[3] = ((few.training.labels[7] ?? 0) + 1) % 10
	labels[20] = labels[10] ?? 0
	const { exact } = findDuplicates(compared({ ...few, test: { images: { ...few.test.images, pixels }, labels } }))
	expect(exact).toMatchObject({ training: 0, test: 1, across: 1, conflicting: 1 })
	expect(exact.pairs[0]).toMatchObject({ one: { part: 'training', image: 7 }, other: { part: 'test', image: 3 } })
})

test('the map keeps neighbours together, and is the same each time', () => {
	const { size, values } = both.test.points
	const points = { count: 300, size, values: values.slice(0, 300 * size) }
	const [x, y] = place(points, () => undefined)
	expect(place(points, () => undefined)).toEqual([x, y])
	// on the plane alone, the nearest other image has the same class: for one in ten by chance
	const same = x.filter((_, one) => {
		const far = x.map((__, other) =>
			other === one ? Infinity : Math.hypot((x[one] ?? 0) - (x[other] ?? 0), (y[one] ?? 0) - (y[other] ?? 0))
		)
		return few.test.labels[far.indexOf(Math.min(...far))] === few.test.labels[one]
	})
	expect(same.length / x.length).toBeGreaterThan(0.7)
})

test('the analysis tells how far it is, never backwards, and how long it took', () => {
	expect(new Set(heard.map(([doing]) => doing)).size).toBeGreaterThan(5)
	expect(heard.map(([, share]) => share)).toEqual(heard.map(([, share]) => share).toSorted((a, b) => a - b))
	expect(found.seconds).toBe(1)
})
