/** How many pixels of the screen a pixel of an image of this side gets. */
export const crispScale = (wanted: number, ratio: number, side: number) =>
	Math.max(1, Math.round((wanted * ratio) / side))

/** The width near `wanted` (CSS pixels) at which every pixel of an image is as many whole pixels of the screen. */
export const crispSize = (wanted: number, ratio: number, side: number) =>
	(side * crispScale(wanted, ratio, side)) / ratio
