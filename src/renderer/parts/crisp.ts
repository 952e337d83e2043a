import { dataSets } from '../../shared/dataset.ts'

const [side] = dataSets.mnist.image

/** How many pixels of the screen a pixel of an image gets. */
export const crispScale = (wanted: number, ratio: number) => Math.max(1, Math.round((wanted * ratio) / side))

/** The width near `wanted` (CSS pixels) at which every pixel of an image is as many whole pixels of the screen. */
export const crispSize = (wanted: number, ratio: number) => (side * crispScale(wanted, ratio)) / ratio
