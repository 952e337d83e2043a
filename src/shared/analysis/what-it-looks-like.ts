import { logColumns } from '../figures/bars.ts'
import { count, percent } from '../format.ts'
import type { Analysis, PixelPictures, Shown } from './analysis.ts'
import type { Chapter, Plane, Section, Tile } from './chapters.ts'
import { extremes, sayAveraged } from './say.ts'

export const looksChapter = (analysis: Analysis): Chapter => ({
	id: 'looks',
	title: 'What it looks like',
	sections: [first(analysis), samples(analysis), averages(analysis), variance(analysis), intensities(analysis)]
})

const tile = ({ about }: Analysis, shown: Shown): Tile => ({ ...shown, caption: about.classNames[shown.label] ?? '' })

function first(analysis: Analysis): Section {
	const { first: shown } = analysis.samples
	const there = new Set(shown.map(({ label }) => label)).size
	return {
		id: 'first',
		title: `The first ${shown.length} images`,
		says: [
			`As they stand in the training file, their labels below: ${there} of the ${analysis.about.classNames.length} classes are among them, ${inOrder(shown) ? 'sorted by class' : 'in no order'}.`
		],
		figure: { kind: 'tiles', rows: [{ title: null, tiles: shown.map((one) => tile(analysis, one)) }] },
		table: null
	}
}

const inOrder = (shown: readonly Shown[]) =>
	shown.every(({ label }, at) => at === 0 || label >= (shown[at - 1]?.label ?? 0))

function samples(analysis: Analysis): Section {
	const { classes } = analysis.samples
	return {
		id: 'samples',
		title: 'Some of each class',
		says: [
			'Drawn by lot from the training images, with a fixed seed, so that everybody sees the same; their places are below them.'
		],
		figure: {
			kind: 'tiles',
			rows: classes.map((shown, label) => ({
				title: analysis.about.classNames[label] ?? '',
				tiles: shown.map((one) => ({ ...one, caption: count(one.image) }))
			}))
		},
		table: null
	}
}

const kinds = [
	['mean', 'Mean'],
	['median', 'Median'],
	['deviation', 'Standard deviation']
] as const satisfies [keyof PixelPictures, string][]

function averages(analysis: Analysis): Section {
	const { about, pixels } = analysis
	const { classes, all, height, width } = pixels
	const meanDeviation = classes.map(({ deviation }) => average(deviation))
	const { least, most } = extremes(meanDeviation)
	const { classNames } = about
	return {
		id: 'averages',
		title: 'Mean, median and spread of every class',
		says: [
			'The mean of a class is blurred where its images differ; the median keeps only what most of them share, and the standard deviation is bright where they disagree.',
			`Class ${classNames[most]} has the most different images (their pixels deviate by ${(meanDeviation[most] ?? 0).toFixed(1)} of 255 on average), ${classNames[least]} the most similar (${(meanDeviation[least] ?? 0).toFixed(1)}).`,
			...sayAveraged(analysis)
		],
		figure: {
			kind: 'planes',
			height,
			width,
			rows: kinds.map(([key, title]) => {
				const most = key === 'deviation' ? largestIn(classes.map(({ deviation }) => deviation)) : 255
				const planes = [...classes, all].map((one, label): Plane => ({
					caption: classNames[label] ?? 'all',
					values: one[key],
					most
				}))
				return { title, planes }
			})
		},
		table: {
			columns: ['Class', 'Mean of all pixels', 'Mean deviation of a pixel'].map((title, place) => ({
				title,
				right: place > 0
			})),
			rows: [...classes, all].map(({ mean, deviation }, label) => [
				classNames[label] ?? 'all',
				average(mean).toFixed(1),
				average(deviation).toFixed(1)
			])
		}
	}
}

/** Of 0 and all values: a loop, for there may be more of them than a call takes. */
function largestIn(rows: readonly (readonly number[])[]): number {
	let most = 0
	for (const row of rows) for (const value of row) most = Math.max(most, value)
	return most
}

const average = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

function variance(analysis: Analysis): Section {
	const { all, neverLit, height, width } = analysis.pixels
	const variances = all.deviation.map((value) => value * value)
	const total = variances.reduce((sum, value) => sum + value, 0)
	const half = variances
		.toSorted((a, b) => b - a)
		.reduce<[number, number]>(
			([sum, pixels], value) => (sum * 2 < total ? [sum + value, pixels + 1] : [sum, pixels]),
			[0, 0]
		)[1]
	const busiest = variances.indexOf(largestIn([variances]))
	return {
		id: 'variance',
		title: 'Where the images differ',
		says: [
			neverLit === 0
				? 'Every pixel carries ink in some training image.'
				: `${count(neverLit)} of the ${count(height * width)} pixels (${percent(neverLit / (height * width), 1)}) are background in every training image: a network can learn nothing from them.`,
			`Half of all variance lies in ${count(half)} pixels; the one that varies most stands in row ${Math.floor(busiest / width) + 1}, column ${(busiest % width) + 1}.`,
			...sayAveraged(analysis)
		],
		figure: {
			kind: 'planes',
			height,
			width,
			rows: [
				{
					title: null,
					planes: [
						{ caption: 'variance of every pixel', values: variances, most: largestIn([variances]) },
						...(neverLit === 0
							? []
							: [
									{ caption: 'pixels that ever carry ink', values: all.mean.map((mean) => (mean > 0 ? 1 : 0)), most: 1 }
								])
					]
				}
			]
		},
		table: null
	}
}

function intensities({ pixels: { histogram } }: Analysis): Section {
	const total = histogram.reduce((sum, times) => sum + times, 0)
	const share = (from: number, to: number) =>
		histogram.slice(from, to + 1).reduce((sum, times) => sum + times, 0) / total
	const ink = 1 - share(0, 0)
	return {
		id: 'intensities',
		title: 'How dark the pixels are',
		says: [
			`${percent(share(0, 0), 1)} of all training pixels are 0, pure background, and ${percent(share(250, 255), 1)} are 250 or more.`,
			`Of those with ink, ${percent(share(1, 249) / Math.max(1e-12, ink), 0)} lie between: ${share(1, 249) / Math.max(1e-12, ink) > 0.2 ? 'edges are softened, the images are grey and not black and white' : 'the images are nearly black and white'}.`
		],
		figure: {
			kind: 'drawing',
			label: `How often each pixel value occurs, on a logarithmic scale: 0 on ${percent(share(0, 0), 1)}, 1 to 249 on ${percent(share(1, 249), 1)}, 250 to 255 on ${percent(share(250, 255), 1)} of all pixels.`,
			draw: (width) =>
				logColumns(
					histogram,
					'pixel value; number of pixels on a logarithmic scale',
					(value) => `${value}: ${count(histogram[value] ?? 0)} pixels`,
					width
				)
		},
		table: {
			columns: ['Values', 'Pixels', 'Share'].map((title, place) => ({ title, right: place > 0 })),
			rows: [[0, 0], ...Array.from({ length: 5 }, (_, step) => [1 + step * 50, 50 + step * 50]), [251, 255]].map(
				([from = 0, to = 0]) => [
					from === to ? String(from) : `${from}–${to}`,
					count(share(from, to) * total),
					percent(share(from, to))
				]
			)
		}
	}
}
