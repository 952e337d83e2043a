import { boxes } from '../figures/boxes.ts'
import { percent } from '../format.ts'
import type { Analysis, Measure, MeasureName } from './analysis.ts'
import type { Chapter, Section } from './chapters.ts'
import { extremes } from './say.ts'

interface Words {
	title: string
	/** What is measured, and how. */
	what: string
	axis: string
	say: (value: number) => string
	/** What a class is that has the most, and one that has the least. */
	most: string
	least: string
}

const pixels = (value: number) => `${value.toFixed(1)} px`
const words: Record<MeasureName, Words> = {
	ink: {
		title: 'Ink',
		what: 'The mean of all pixels, as a share of full ink.',
		axis: 'class; mean of all pixels',
		say: (share) => percent(share, 1),
		most: 'carries the most ink',
		least: 'the least'
	},
	stroke: {
		title: 'Stroke thickness',
		what: 'Four times the mean distance of an inked pixel from the stroke’s edge.',
		axis: 'class; stroke width in pixels',
		say: pixels,
		most: 'has the thickest strokes',
		least: 'the thinnest'
	},
	slant: {
		title: 'Slant',
		what: 'How far it leans to the right of upright, from the image’s second moments.',
		axis: 'class; degrees to the right of upright',
		say: (degrees) => `${degrees.toFixed(0).replace('-', '−')}°`,
		most: 'leans farthest to the right',
		least: 'the least, or to the left'
	},
	width: {
		title: 'Width',
		what: 'Of the box around all pixels that are not background.',
		axis: 'class; width of the box in pixels',
		say: (value) => `${value.toFixed(0)} px`,
		most: 'is the widest',
		least: 'the narrowest'
	},
	height: {
		title: 'Height',
		what: 'Of the same box.',
		axis: 'class; height of the box in pixels',
		say: (value) => `${value.toFixed(0)} px`,
		most: 'is the tallest',
		least: 'the lowest'
	},
	centreX: {
		title: 'Centre of mass, across',
		what: 'How far right of the middle of the image the ink’s centre lies.',
		axis: 'class; pixels to the right of the middle',
		say: (value) => value.toFixed(2).replace('-', '−'),
		most: 'lies farthest to the right',
		least: 'farthest to the left'
	},
	centreY: {
		title: 'Centre of mass, down',
		what: 'How far below the middle of the image it lies.',
		axis: 'class; pixels below the middle',
		say: (value) => value.toFixed(2).replace('-', '−'),
		most: 'lies lowest',
		least: 'highest'
	}
}

export const measuresChapter = (analysis: Analysis): Chapter => ({
	id: 'written',
	title: 'Ink and shape',
	sections: analysis.measures.map((measure, place) => section(analysis.about.classNames, measure, place === 0))
})

/** The first one says how its picture is read. */
function section(classNames: readonly string[], { name, classes, all }: Measure, isFirst: boolean): Section {
	const { title, what, axis, say, most, least } = words[name]
	const medians = classes.map(({ quantiles }) => quantiles[2])
	const found = extremes(medians)
	const [p5, , , , p95] = all.quantiles
	const same = say(medians[found.most] ?? 0) === say(medians[found.least] ?? 0)
	return {
		id: name,
		title,
		says: [
			`${what} Nine of ten training images lie from ${say(p5)} to ${say(p95)}.`,
			same
				? `The median of every class is ${say(medians[0] ?? 0)}.`
				: `By the medians, ${classNames[found.most]} ${most} (${say(medians[found.most] ?? 0)}), ${classNames[found.least]} ${least} (${say(medians[found.least] ?? 0)}).`,
			...(isFirst
				? [
						'The box is the middle half of a class with its median, the whiskers reach from 5 to 95 %, the dot is the mean.'
					]
				: []),
			...(name.startsWith('centre') && p95 - p5 < 1.5
				? ['The images have been centred by their mass, so a network is never asked to find it.']
				: [])
		],
		figure: {
			kind: 'drawing',
			label: `${title} by class. ${classNames.map((name_, label) => `${name_}: median ${say(medians[label] ?? 0)}`).join('; ')}.`,
			draw: (width) => boxes({ names: classNames, title: axis, spreads: classes, say }, width)
		},
		table: {
			columns: ['Class', 'Mean', '5 %', '25 %', 'Median', '75 %', '95 %'].map((heading, place) => ({
				title: heading,
				right: place > 0
			})),
			rows: [...classes, all].map(({ mean, quantiles }, label) => [
				classNames[label] ?? 'all',
				...[mean, ...quantiles].map(say)
			])
		}
	}
}
