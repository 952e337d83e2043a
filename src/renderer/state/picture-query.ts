import {
	everyPicture,
	firstPictureOrder,
	pictureColumns,
	usualPictureOrder,
	type PictureFilter,
	type PictureOrder
} from './picture-filter.ts'

/** What the page of pictures remembers in its address: "batch=2025-11-22T14:08&wrong=1&sort=sure". */
export interface PictureQuery {
	filter: PictureFilter
	order: PictureOrder
}

/** Reads the address; what it does not understand asks for nothing. */
export function readPictureQuery(text: string): PictureQuery {
	const given = new URLSearchParams(text)
	const number = (name: string, most: number) => {
		const value = given.get(name) ?? ''
		return /^\d{1,3}$/.test(value) && Number(value) <= most ? Number(value) : null
	}
	const column = pictureColumns.find((name) => name === given.get('sort'))
	const order = column ? firstPictureOrder(column) : usualPictureOrder
	return {
		filter: {
			words: given.get('words') ?? '',
			batch: given.get('batch'),
			below: number('below', 100),
			doubtful: given.has('doubtful'),
			wrong: given.has('wrong'),
			unlabelled: given.has('unlabelled'),
			label: number('true', 9),
			guess: number('as', 9)
		},
		order: given.has('reverse') ? { ...order, falling: !order.falling } : order
	}
}

/** Writes the address; what is as usual is left out. */
export function writePictureQuery({ filter, order }: PictureQuery): string {
	const text = new URLSearchParams()
	if (filter.batch !== null) text.set('batch', filter.batch)
	if (filter.words) text.set('words', filter.words)
	if (filter.below !== null) text.set('below', String(filter.below))
	for (const name of ['doubtful', 'wrong', 'unlabelled'] as const) if (filter[name]) text.set(name, '1')
	if (filter.label !== null) text.set('true', String(filter.label))
	if (filter.guess !== null) text.set('as', String(filter.guess))
	if (order.column !== usualPictureOrder.column) text.set('sort', order.column)
	if (order.falling !== firstPictureOrder(order.column).falling) text.set('reverse', '1')
	return text.toString()
}

/** The address of those that came together, as a folder lists them. */
export const batchQuery = (batch: string): string =>
	writePictureQuery({ filter: { ...everyPicture, batch }, order: firstPictureOrder('name') })

/** Whether it hides any picture. */
export const asksForSomePictures = (filter: PictureFilter): boolean =>
	writePictureQuery({ filter: { ...filter, words: filter.words.trim() }, order: usualPictureOrder }) !== ''
