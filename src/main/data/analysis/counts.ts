import type { Balance, SplitCounts } from '../../../shared/analysis/analysis.ts'
import { pixelsAt } from '../image-file.ts'
import { chiSquare } from './chi-square.ts'
import type { Seen } from './subject.ts'

/** What can be counted of one part. */
export function countSplit({ images, labels }: Seen, classes: number): SplitCounts {
	const found: SplitCounts = {
		images: images.count,
		classes: Array.from({ length: classes }, () => 0),
		least: 255,
		most: 0,
		blank: 0
	}
	for (const label of labels) found.classes[label] = (found.classes[label] ?? 0) + 1
	for (let image = 0; image < images.count; image++) {
		const pixels = pixelsAt(images, image)
		let [least, most] = [255, 0]
		for (let place = 0; place < pixels.length; place++) {
			const value = pixels[place] ?? 0
			if (value < least) least = value
			if (value > most) most = value
		}
		if (least === most) found.blank++
		if (least < found.least) found.least = least
		if (most > found.most) found.most = most
	}
	return found
}

/** How evenly the classes are spread over the two parts, and over the training images. */
export function balance(training: readonly number[], test: readonly number[]): Balance {
	const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
	const [trained, tested] = [sum(training), sum(test)]
	const all = trained + tested
	const both = training.map((count, label) => count + (test[label] ?? 0))
	const there = both.filter((count) => count > 0).length
	const share = (part: number) => both.map((count) => (count * part) / Math.max(1, all))
	const freedom = trained > 0 && tested > 0 ? Math.max(0, there - 1) : 0
	const split = chiSquare([...training, ...test], [...share(trained), ...share(tested)], freedom)
	const classes = training.length
	return {
		split: { ...split, strength: Math.sqrt(split.statistic / Math.max(1, all)) },
		even: chiSquare(
			training,
			training.map(() => trained / classes),
			classes - 1
		)
	}
}
