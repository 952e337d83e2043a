import type { Part } from '../bytes.ts'
import type { Interval } from '../wilson.ts'

/** Raised whenever a number below comes to mean something else: what was kept from before is then worked out anew. */
export const analysisVersion = 3

/** Everything the lab knows about a data set by looking at it: numbers, and the places of images worth seeing. */
export interface Analysis {
	version: number
	/** How long it took to work out, in seconds. */
	seconds: number
	about: AboutData
	counts: Record<Part, SplitCounts>
	balance: Balance
	duplicates: Duplicates
	/** The first training images, and some of each class, drawn by lot. */
	samples: { first: Shown[]; classes: Shown[][] }
	/** Of the training images; in squares of several pixels where the images are so large that one each would be too much. */
	pixels: {
		height: number
		width: number
		classes: PixelPictures[]
		all: PixelPictures
		neverLit: number
		histogram: number[]
	}
	/** Of the training images, class by class. */
	measures: Measure[]
	/** Euclidean distances of the classes' mean training images, over pixels from 0 to 1. */
	meanDistances: number[][]
	/** Variances of the training images along their principal components, largest first, and of all there are. */
	components: { variances: number[]; total: number }
	baselines: Baseline[]
	/** Test images whose nearest training image is of another class, the nearest first. */
	strangers: { images: number; shown: Stranger[] }
	/** Of each class, the images least like it, in `outlierOrder`. */
	outliers: Outlier[][]
	/** By class: along how many principal components they were looked for, 0 where there are fewer than `fewestForOutliers`. */
	outlierComponents: Record<Part, number[]>
	/** Test images along the first two principal components, and what they are. */
	map: ImageMap & { labels: number[] }
	/** How many images the comparisons of images with images looked at: all, unless there are very many; and how large: as they are, unless a side is longer than 32. */
	compared: Record<Part, number> & { height: number; width: number }
	/** One image, to show how it is prepared. */
	example: Shown & { pixels: number[] }
}

/** What it is, but for what a person calls it: that may change. */
export interface AboutData {
	/** Who made it, and where it is described. */
	source: string
	sha256: string
	files: { name: string; sha256: string }[]
	height: number
	width: number
	classNames: string[]
}

/** An image by its place in its part of the data set. */
export interface Shown {
	part: Part
	image: number
	label: number
}

export interface SplitCounts {
	images: number
	/** Images of each class. */
	classes: number[]
	/** The smallest and the largest pixel value found. */
	least: number
	most: number
	/** Images whose pixels are all alike: nothing is to be seen on them. */
	blank: number
}

/** Pearson's chi-square tests (1900). */
export interface ChiSquare {
	statistic: number
	freedom: number
	/** The probability of a statistic this large or larger where there is no difference. */
	p: number
}

export interface Balance {
	/** Whether training and test images have the classes in the same shares. */
	split: ChiSquare & {
		/** Cramér's V, from 0 for equal shares to 1. */
		strength: number
	}
	/** Whether every class has as many training images. */
	even: ChiSquare
}

export interface DuplicatePair {
	one: Shown
	other: Shown
	/** The cosine of the angle between the two as vectors of pixels: 1 for images that differ in brightness alone. */
	similarity: number
}

export interface DuplicateCount {
	/** Pairs within training, within test, and one in each. */
	training: number
	test: number
	across: number
	/** Pairs with two labels. */
	conflicting: number
	/** The most similar of them. */
	pairs: DuplicatePair[]
}

export interface Duplicates {
	/** Alike in every pixel. Of n alike, n − 1 pairs are counted: each with the first. */
	exact: DuplicateCount
	/** As similar as `similarity` or more, but not alike in every pixel. */
	near: DuplicateCount & { similarity: number }
	/** Test images, each once, that are alike or nearly alike with a training image. */
	inTraining: number
}

/** Images that are computed from images, height × width, row by row, in pixel values from 0 to 255. */
export interface PixelPictures {
	mean: number[]
	median: number[]
	/** The standard deviation over images, each pixel alone. */
	deviation: number[]
}

/** Of many values: their mean, and the values below which 5, 25, 50, 75 and 95 % of them lie. */
export interface Spread {
	mean: number
	quantiles: [p5: number, p25: number, p50: number, p75: number, p95: number]
}

export const measureNames = ['ink', 'stroke', 'slant', 'width', 'height', 'centreX', 'centreY'] as const
export type MeasureName = (typeof measureNames)[number]

export interface Measure {
	name: MeasureName
	classes: Spread[]
	all: Spread
}

/** How well a method answers that learns nothing, or almost nothing. */
export interface Baseline {
	method: { kind: 'nearest mean' } | { kind: 'neighbours'; k: number; components: number }
	correct: number
	count: number
	/** Wilson's 95 % interval of the accuracy on the test images. */
	interval: Interval
	/** Right answers by class, as a share of its test images. */
	recall: number[]
}

export interface Stranger extends Shown {
	neighbour: Shown
	/** Euclidean, over all pixels from 0 to 1. */
	distance: number
}

export interface Outlier extends Shown {
	/** Mahalanobis distance to the mean of its class, over as many principal components as `outlierComponents` says. */
	distance: number
}

/** Of fewer images of a class than this it cannot be told which are unlike the others. */
export const fewestForOutliers = 20

/**
 * The least likely first. Squared distances along k components follow the chi-square distribution where the images do the
 * normal one; for different k they are compared as normal deviates (Wilson, Hilferty 1931), for one k by the distance.
 */
export function outlierOrder(components: Analysis['outlierComponents']): (a: Outlier, b: Outlier) => number {
	const deviate = ({ distance, part, label }: Outlier) => {
		const k = components[part][label] ?? 1
		return (Math.cbrt(distance ** 2 / k) - 1 + 2 / (9 * k)) / Math.sqrt(2 / (9 * k))
	}
	return (a, b) => deviate(b) - deviate(a)
}

/** Where images lie on a plane. */
export interface ImageMap {
	part: Part
	images: number[]
	x: number[]
	y: number[]
}

/** What is worked out once and kept: `map` is an `ImageMap` that takes half a minute, and is drawn when somebody asks for it. */
export const works = ['analysis', 'map'] as const
export type Work = (typeof works)[number]

/** How far it is. */
export type Analysing = { kind: 'doing'; doing: string; share: number } | { kind: 'done' }
