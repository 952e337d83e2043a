import { matrix } from '../figures/matrix.ts'
import { scatter } from '../figures/scatter.ts'
import { count, percent } from '../format.ts'
import type { Analysis, ImageMap } from './analysis.ts'
import type { Chapter, Section } from './chapters.ts'
import { baselines, outliers, strangers } from './hard-images.ts'
import { sayCompared } from './say.ts'

export const hardChapter = (analysis: Analysis, map: ImageMap | null): Chapter => ({
	id: 'hard',
	title: 'What makes it hard',
	sections: [
		meanDistances(analysis),
		componentMap(analysis),
		...(map ? [drawnMap(analysis, map)] : []),
		baselines(analysis),
		strangers(analysis),
		outliers(analysis)
	]
})

function meanDistances({ about: { classNames }, meanDistances: far }: Analysis): Section {
	const pairs = far.flatMap((row, one) =>
		row.slice(0, one).map((distance, other) => ({ one: other, other: one, distance }))
	)
	const [closest, second] = pairs.toSorted((a, b) => a.distance - b.distance)
	const farthest = pairs.toSorted((a, b) => b.distance - a.distance)[0]
	const say = (pair: typeof closest) =>
		pair ? `${classNames[pair.one]} and ${classNames[pair.other]} (${pair.distance.toFixed(2)})` : 'none'
	return {
		id: 'distances',
		title: 'Which classes are alike',
		says: [
			`The distance between the mean images of two classes says how alike they are, before any image is looked at: closest are ${say(closest)}${second ? `, then ${say(second)}` : ''}; farthest apart ${say(farthest)}.`
		],
		figure: {
			kind: 'drawing',
			label: `Distances between the mean images of the classes, over ${count(classNames.length)} classes. Closest: ${say(closest)}; farthest: ${say(farthest)}.`,
			draw: (width) => matrix(classNames, far, (value) => value.toFixed(1), width)
		},
		table: {
			columns: [{ title: '' }, ...classNames.map((title) => ({ title, right: true }))],
			rows: far.map((row, one) => [
				classNames[one] ?? '',
				...row.map((value, other) => (one === other ? '' : value.toFixed(2)))
			])
		}
	}
}

function componentMap(analysis: Analysis): Section {
	const { components, map, about } = analysis
	const shares = components.variances.map((value) => value / components.total)
	const sums = shares.map((_, at) => shares.slice(0, at + 1).reduce((sum, share) => sum + share, 0))
	const needed = (share: number) => sums.findIndex((sum) => sum >= share) + 1
	const says = [0.5, 0.8]
		.filter((share) => needed(share) > 0)
		.map((share) => `${needed(share)} for ${percent(share, 0)}`)
	return {
		id: 'components',
		title: 'A map by principal components',
		says: [
			`The directions in which the images differ most. The first two carry ${percent(sums[1] ?? sums[0] ?? 0, 1)} of the variance, so a flat map shows only so much of it; ${says.length > 0 ? `it takes ${says.join(' and ')} of it` : `${shares.length} carry ${percent(sums.at(-1) ?? 0, 0)}`}.`,
			map.images.length < analysis.counts.test.images
				? `Shown are ${count(map.images.length)} of the ${count(analysis.counts.test.images)} test images, drawn by lot.`
				: `Shown are all ${count(map.images.length)} test images.`,
			...sayCompared(analysis)
		],
		figure:
			map.images.length === 0
				? null
				: cloud(map.x, map.y, map.labels, about.classNames, 'Map by the first two principal components'),
		table: {
			columns: ['Component', 'Share of variance', 'Together'].map((title) => ({ title, right: true })),
			rows: shares.slice(0, 20).map((share, at) => [String(at + 1), percent(share), percent(sums[at] ?? 0)])
		}
	}
}

function drawnMap({ map, about, components }: Analysis, { x, y }: ImageMap): Section {
	return {
		id: 'map',
		title: 'A map by neighbours',
		says: [
			`UMAP puts images that are neighbours among ${components.variances.length} principal components beside each other, here ${count(x.length)} test images. Groups can be trusted; distances between groups and their sizes mean little.`
		],
		figure: cloud(x, y, map.labels, about.classNames, 'Map by neighbours'),
		table: null
	}
}

const cloud = (
	x: readonly number[],
	y: readonly number[],
	labels: readonly number[],
	names: readonly string[],
	title: string
): Section['figure'] => ({
	kind: 'drawing',
	label: `${title}: ${count(x.length)} images as dots, a colour for each class.`,
	draw: (width) => scatter({ x, y, labels, names }, width)
})
