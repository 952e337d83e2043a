import type { Analysis, Stranger } from '../../../shared/analysis/analysis.ts'
import type { Compared } from './analyse.ts'
import type { Nearest } from './neighbours.ts'

const mostShown = 24

/** Test images whose nearest training image is of another class; the nearest pairs are shown, at their distance over all pixels. */
export function findStrangers({ training, test }: Compared, { k, places }: Nearest): Analysis['strangers'] {
	const size = training.images.height * training.images.width
	const found: Stranger[] = []
	for (let image = 0; image < test.images.count; image++) {
		const near = places[image * k] ?? -1
		const [label, other] = [test.labels[image] ?? 0, training.labels[near]]
		if (other === undefined || other === label) continue
		let squares = 0
		for (let pixel = 0; pixel < size; pixel++)
			squares +=
				((test.images.pixels[image * size + pixel] ?? 0) - (training.images.pixels[near * size + pixel] ?? 0)) ** 2
		found.push({
			part: 'test',
			image: test.places[image] ?? 0,
			label,
			neighbour: { part: 'training', image: training.places[near] ?? 0, label: other },
			distance: Math.sqrt(squares) / 255
		})
	}
	found.sort((a, b) => a.distance - b.distance)
	return { images: found.length, shown: found.slice(0, mostShown) }
}
