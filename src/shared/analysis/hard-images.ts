import { intervals } from '../figures/intervals.ts'
import { aClass, count, percent, percentRange, plural } from '../format.ts'
import { fewestForOutliers, outlierOrder, type Analysis, type Baseline, type Shown } from './analysis.ts'
import type { Section } from './chapters.ts'
import { extremes, howMany, listed, sayCompared, sentence } from './say.ts'

const sayMethod = ({ method }: Baseline) =>
	method.kind === 'nearest mean'
		? 'nearest mean image'
		: `${method.k} nearest ${method.k === 1 ? 'neighbour' : 'neighbours'}`

/** What answers without having learned. */
export function baselines(analysis: Analysis): Section {
	const { about, components, counts, baselines: found } = analysis
	const { classNames } = about
	const share = ({ correct, count: all }: Baseline) => correct / Math.max(1, all)
	const best = found.toSorted((a, b) => share(b) - share(a))[0]
	const mean = found.find(({ method }) => method.kind === 'nearest mean')
	const tested = classNames.map((_, label) => label).filter((label) => (counts.test.classes[label] ?? 0) > 0)
	const worst = extremes(tested.map((label) => best?.recall[label] ?? 0))
	const sayRecall = (at: number, often: string) =>
		`${classNames[tested[at] ?? 0]} ${often} often (${percent(best?.recall[tested[at] ?? 0] ?? 0, 1)})`
	return {
		id: 'baselines',
		title: 'What needs no network',
		says: [
			...(mean
				? [
						`Who compares an image with the ${classNames.length} mean images alone is right on ${percent(share(mean))} of the test images.`
					]
				: []),
			...(best
				? [
						`The best of these baselines, ${sayMethod(best)}, is right on ${percent(share(best))} (95 % interval ${percentRange(best.interval.low, best.interval.high)}): a network that stays below has learned less than memory knows. It finds ${sayRecall(worst.most, 'most')} and ${sayRecall(worst.least, 'least')}.`
					]
				: []),
			`Neighbours are exact, by Euclidean distance along the first ${components.variances.length} principal components; the class with the most votes wins, the first of equals.`,
			...sayCompared(analysis)
		],
		figure: {
			kind: 'drawing',
			label: `Accuracy on the test images with 95 % interval. ${found.map((one) => `${sayMethod(one)}: ${percent(share(one))}`).join('; ')}.`,
			draw: (width) =>
				intervals(
					found.map((one) => ({ title: sayMethod(one), share: share(one), interval: one.interval })),
					(value) => percent(value, value === 1 ? 0 : 1),
					width
				)
		},
		table: {
			columns: [
				{ title: 'Method' },
				...['Right', 'of', 'Accuracy', '95 % interval'].map((title) => ({ title, right: true }))
			],
			rows: found.map((one) => [
				sayMethod(one),
				count(one.correct),
				count(one.count),
				percent(share(one)),
				percentRange(one.interval.low, one.interval.high)
			])
		}
	}
}

/** Test images that lie nearest to another class. */
export function strangers(analysis: Analysis): Section {
	const { images, shown } = analysis.strangers
	const { compared, about } = analysis
	const { classNames } = about
	const pairs = Map.groupBy(shown, ({ label, neighbour }) => [label, neighbour.label].sort((a, b) => a - b).join())
	const most = [...pairs.values()].toSorted((a, b) => b.length - a.length)[0]
	const [one, other] = [most?.[0]?.label ?? 0, most?.[0]?.neighbour.label ?? 0].sort((a, b) => a - b)
	return {
		id: 'strangers',
		title: 'Nearest to another class',
		says: [
			`${sentence(howMany(images, 'test image'))} (${percent(images / Math.max(1, compared.test))}) ${images === 1 ? 'is' : 'are'} nearer to a training image of another class than to any of its own.`,
			...(most
				? [
						`Shown are the ${shown.length} nearest such pairs, the test image first; most often they are ${classNames[one ?? 0]} and ${classNames[other ?? 0]} (${most.length}).`
					]
				: []),
			...sayCompared(analysis)
		],
		figure:
			shown.length === 0
				? null
				: {
						kind: 'tiles',
						rows: [
							{
								title: null,
								tiles: shown.flatMap(({ neighbour, part, image, label }) => [
									{ part, image, label, caption: classNames[label] ?? '' },
									{ ...neighbour, caption: `${classNames[neighbour.label]} ←` }
								])
							}
						]
					},
		table: {
			columns: ['Test image', 'is', 'Training image', 'is', 'Distance'].map((title) => ({ title, right: true })),
			rows: shown.map(({ image, label, neighbour, distance }) => [
				count(image),
				classNames[label] ?? '',
				count(neighbour.image),
				classNames[neighbour.label] ?? '',
				distance.toFixed(2)
			])
		}
	}
}

/** The images farthest from what is usual for their class. */
export function outliers(analysis: Analysis): Section {
	const { outliers: classes, outlierComponents, about } = analysis
	const { classNames } = about
	const all = classes.flat().sort(outlierOrder(outlierComponents))
	const [first] = all
	const usual = ({ part, label }: Shown) => Math.sqrt(outlierComponents[part][label] ?? 0)
	return {
		id: 'outliers',
		title: 'The images least like their class',
		says: [
			...sayUsual(analysis),
			...(first
				? [
						`Farthest of all is ${first.part} image ${count(first.image)}, ${aClass(classNames[first.label] ?? '')}, at ${first.distance.toFixed(1)}.`
					]
				: []),
			...sayTooFew(analysis),
			...sayCompared(analysis)
		],
		figure: first
			? {
					kind: 'tiles',
					rows: classes.map((found, label) => ({
						title: classNames[label] ?? '',
						tiles: found.map((one) => ({ ...one, caption: one.distance.toFixed(1) }))
					}))
				}
			: null,
		table: first
			? {
					columns: [
						{ title: 'Part' },
						...['Image', 'Class', 'Distance', 'Usual'].map((title) => ({ title, right: true }))
					],
					rows: all
						.slice(0, 30)
						.map((one) => [
							one.part,
							count(one.image),
							classNames[one.label] ?? '',
							one.distance.toFixed(2),
							usual(one).toFixed(2)
						])
				}
			: null
	}
}

/** What is usual, which is another distance for classes of another size. */
function sayUsual({ outlierComponents: { training, test }, components }: Analysis): string[] {
	const used = [...training, ...test].filter((components) => components > 0).sort((a, b) => a - b)
	const [least = 0, most = least] = [used[0], used.at(-1)]
	if (least === 0) return []
	const usual = (components: number) => Math.sqrt(components).toFixed(1)
	return [
		`By Mahalanobis distance: how far an image lies from the mean of its class, in units of how far its class spreads in that direction; ${least === most ? `about ${usual(least)} is usual with ${plural(least, 'component')}` : `from about ${usual(least)} to ${usual(most)} is usual, with ${least} to ${most} components: a tenth as many as there are images of the class, ${components.variances.length} at most`}.`,
		...(least === most ? [] : ['Where these differ, what is least likely comes first.'])
	]
}

/** Of which classes nothing can be said. */
function sayTooFew({ outlierComponents, counts, about: { classNames } }: Analysis): string[] {
	const few = (['training', 'test'] as const).flatMap((part) => {
		const names = classNames.filter(
			(_, label) => outlierComponents[part][label] === 0 && (counts[part].classes[label] ?? 0) > 0
		)
		const said = names.length > 6 ? `${count(names.length)} classes` : listed(names)
		return names.length === 0 ? [] : [`the ${part} images of ${said}`]
	})
	return few.length === 0
		? []
		: [
				`Which images are unlike their class cannot be told from fewer than ${fewestForOutliers} of them: ${listed(few)} are too few.`
			]
}
