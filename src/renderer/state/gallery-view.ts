import { choose, orders, sortPlaces, type Answers, type Order } from '../../shared/answers.ts'
import { draw } from '../../shared/draw.ts'
import { largest } from '../../shared/dataset.ts'

/** Which images of a run are looked at, and how; the address says it. */
export interface GalleryView {
	of: 'test' | 'validation'
	show: 'mistakes' | 'all' | 'random'
	/** What fixes the random images. */
	seed: number
	/** What the image is, and what it was taken for; null is any class. */
	label: number | null
	guess: number | null
	order: Order
	/** The one that is opened: its place among the test images, or among the training images for validation. */
	image: number | null
	/** The epoch whose answers are shown, for validation; null is the last one kept. */
	epoch: number | null
	/** Of the mistakes only those that this other run gets right; null is all. */
	against: number | null
}

/** How many images the random view draws. */
export const drawn = 100

const usual: GalleryView = {
	of: 'test',
	show: 'mistakes',
	seed: 1,
	label: null,
	guess: null,
	order: 'confidence',
	image: null,
	epoch: null,
	against: null
}

/** "true=4&as=9" → the images of a 4 that were taken for a 9; what means nothing is as if it were not there. */
export function readView(query: string): GalleryView {
	const words = new URLSearchParams(query)
	const number = (name: string, most: number) => {
		const text = words.get(name) ?? ''
		return /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : null
	}
	const shows = ['mistakes', 'all', 'random'] as const
	return {
		of: words.get('of') === 'validation' ? 'validation' : 'test',
		show: shows.find((one) => one === words.get('show')) ?? usual.show,
		seed: number('seed', 999_999_999) ?? usual.seed,
		label: number('true', largest.classes - 1),
		guess: number('as', largest.classes - 1),
		order: orders.find((one) => one === words.get('sort')) ?? usual.order,
		image: number('image', 99_999_999),
		epoch: number('epoch', 999_999),
		against: number('against', 999_999_999)
	}
}

/** The reverse of `readView`; what is usual is left out. */
export function writeView(change: Partial<GalleryView>): string {
	const { of, show, seed, label, guess, order, image, epoch, against } = { ...usual, ...change }
	const words: [string, string | number | null][] = [
		['of', of === usual.of ? null : of],
		['show', show === usual.show ? null : show],
		['seed', show === 'random' ? seed : null],
		['true', label],
		['as', guess],
		['sort', order === usual.order || show === 'random' ? null : order],
		['against', of === 'test' ? against : null],
		['epoch', of === 'validation' ? epoch : null],
		['image', image]
	]
	return words.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])).join('&')
}

/** What decides which images are listed, and in which order. */
type Selection = Pick<GalleryView, 'show' | 'seed' | 'label' | 'guess' | 'order'>

/** The places of the answers that a view shows, in its order. */
export function placesIn(answers: Answers, { show, seed, label, guess, order }: Selection): number[] {
	const chosen = choose(answers, { only: show === 'mistakes' ? 'mistakes' : 'all', label, guess })
	return show === 'random' ? draw(chosen, drawn, seed) : sortPlaces(answers, chosen, order)
}

/** The view of one cell of a confusion matrix: what lies on the diagonal is no mistake. */
export const cellView = (label: number, guess: number): Partial<GalleryView> => ({
	show: label === guess ? 'all' : 'mistakes',
	label,
	guess
})
