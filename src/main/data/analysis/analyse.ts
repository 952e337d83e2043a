import { analysisVersion, type Analysis, type Shown } from '../../../shared/analysis/analysis.ts'
import { draw } from '../../../shared/draw.ts'
import { pixelsAt } from '../image-file.ts'
import { baseline, distancesBetween, nearestMean, vote } from './baselines.ts'
import { principalComponents, project, type Components } from './components.ts'
import { byClass } from './by-class.ts'
import { balance, countSplit } from './counts.ts'
import { findDuplicates } from './duplicates.ts'
import { measureAll } from './measures.ts'
import { nearestPoints, type Points } from './neighbours.ts'
import { outliersOf } from './outliers.ts'
import { pixelPictures } from './pixel-pictures.ts'
import { averageable, smallEnough } from './smaller.ts'
import { someImages, type Some } from './some.ts'
import { findStrangers } from './strangers.ts'
import type { Seen, Subject } from './subject.ts'

/** Hears what is being done, and how much of the whole is done, from 0 to 1. */
export type Rest = (doing: string, share: number) => void

/** So many images of each part are compared with each other; the heavy half of the analysis stays the same for any data set. */
const mostCompared = { training: 60_000, test: 10_000 }
const componentCount = 50
const neighbourCounts = [1, 3, 5]
const seed = 1

/** The images that are compared with each other, and where they lie along the training images' principal components. */
export interface Compared {
	training: Some & { points: Points }
	test: Some & { points: Points }
	components: Components
}

/** Describes images so that they can be compared: at most 60,000 training and 10,000 test images, drawn by lot where there are more. */
export function compared({ training, test }: Subject): Compared {
	const small = ({ images, labels }: Seen) => ({ images: smallEnough(images), labels })
	const [trained, tested] = [
		someImages(small(training), mostCompared.training, seed),
		someImages(small(test), mostCompared.test, seed)
	] as const
	const components = principalComponents(trained.images, componentCount)
	return {
		training: { ...trained, points: project(trained.images, components) },
		test: { ...tested, points: project(tested.images, components) },
		components
	}
}

/** Works out everything that is known of a data set; on two cores about 15 s for MNIST, most of it for the neighbours. */
export function analyse(subject: Subject, rest: Rest, now: () => number): Analysis {
	const began = now()
	const { training, test, classNames, source, sha256, files } = subject
	const classes = classNames.length
	const { count, height, width } = training.images
	// what looks at every image takes the longer the more there are; the comparisons do not
	const light = count / (count + 5 * mostCompared.training)
	const heavy = (share: number) => light + (1 - light) * share
	rest('Counting', 0)
	const counts = { training: countSplit(training, classes), test: countSplit(test, classes) }
	const averaged = { ...training, images: averageable(training.images, classes) }
	const pixels = pixelPictures(averaged, classes, (share) =>
		rest('Averaging the images of each class', light * (0.1 + 0.25 * share))
	)
	const measures = measureAll(training, classes, (share) => rest('Measuring strokes', light * (0.35 + 0.65 * share)))
	rest('Looking for the principal components', heavy(0))
	const both = compared(subject)
	rest('Looking for duplicates', heavy(0.25))
	const duplicates = findDuplicates(both)
	const outliers = outliersOf(both, classes, (share) => rest('Looking for outliers', heavy(0.35 + 0.05 * share)))
	const nearest = nearestPoints(both.test.points, both.training.points, Math.max(...neighbourCounts), {
		rest: (share) => rest('Comparing test images with training images', heavy(0.4 + 0.6 * share))
	})
	const means = pixels.classes.map(({ mean }) => mean)
	const byMean = nearestMean({ images: averageable(test.images, classes) }, means, counts.training.classes)
	const byNeighbours = (k: number) =>
		baseline(
			{ kind: 'neighbours', k, components: both.components.variances.length },
			vote(nearest, k, both.training.labels, classes),
			both.test.labels,
			classes
		)
	return {
		version: analysisVersion,
		about: { source, sha256, files, height, width, classNames },
		counts,
		balance: balance(counts.training.classes, counts.test.classes),
		duplicates,
		samples: samplesOf(subject),
		pixels,
		measures,
		meanDistances: distancesBetween(means),
		components: { variances: [...both.components.variances], total: both.components.total },
		baselines: [baseline({ kind: 'nearest mean' }, byMean, test.labels, classes), ...neighbourCounts.map(byNeighbours)],
		strangers: findStrangers(both, nearest),
		...outliers,
		map: mapOf(both),
		compared: {
			training: both.training.images.count,
			test: both.test.images.count,
			height: both.test.images.height,
			width: both.test.images.width
		},
		example: exampleOf(subject),
		seconds: (now() - began) / 1000
	}
}

const firstShown = 24
const perClass = 7

function samplesOf({ training, classNames }: Subject): Analysis['samples'] {
	const { labels } = training
	const places = byClass(labels, classNames.length)
	const shown = (image: number): Shown => ({ part: 'training', image, label: labels[image] ?? 0 })
	return {
		first: Array.from({ length: Math.min(firstShown, labels.length) }, (_, image) => shown(image)),
		classes: classNames.map((_, label) => draw([...(places[label] ?? [])], perClass, seed + label).map(shown))
	}
}

function exampleOf({ training: { images, labels } }: Subject): Analysis['example'] {
	const pixels = images.count > 0 ? [...pixelsAt(images, 0)] : []
	return { part: 'training', image: 0, label: labels[0] ?? 0, pixels }
}

/** So many images make a map that can be read, and one that is drawn at once. */
export const mostMapped = 5000

/** Which of the compared test images are on the map; those of the test, because runs have answered them. */
export const mapped = (both: Compared): number[] =>
	draw([...both.test.places.keys()], mostMapped, seed).sort((a, b) => a - b)

function mapOf(both: Compared): Analysis['map'] {
	const { labels, places, points } = both.test
	const at = mapped(both)
	const along = (axis: number) => at.map((one) => points.values[one * points.size + axis] ?? 0)
	return {
		part: 'test',
		images: at.map((one) => places[one] ?? 0),
		labels: at.map((one) => labels[one] ?? 0),
		x: along(0),
		y: along(1)
	}
}
