import type { Neighbour } from '../../../shared/runs.ts'
import type { Part } from '../../../shared/bytes.ts'
import { pixelsAt } from '../image-file.ts'
import { squaresWithin } from '../nearest.ts'
import type { Subject } from './subject.ts'

/** Of every class, the training image least far from an image over all pixels, the nearest first; the image itself is left out. */
export function alike({ training, test, classNames }: Subject, part: Part, image: number): Neighbour[] {
	const { images, labels } = training
	// a copy: what is read is good until the next is asked for
	const picture = pixelsAt(part === 'training' ? images : test.images, image).slice()
	const found = classNames.map(() => ({ place: -1, squares: Infinity }))
	for (let place = 0; place < images.count; place++) {
		const best = found[labels[place] ?? 0]
		if (!best || (part === 'training' && place === image)) continue
		const squares = squaresWithin(pixelsAt(images, place), 0, picture, best.squares)
		if (squares < best.squares) Object.assign(best, { place, squares })
	}
	return found
		.flatMap(({ place, squares }, label) =>
			place < 0 ? [] : [{ image: place, label, distance: Math.sqrt(squares) / 255 }]
		)
		.sort((a, b) => a.distance - b.distance)
}
