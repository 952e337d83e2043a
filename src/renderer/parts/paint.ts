import { palette, shades, type HeatScale } from './heat.ts'
import type { Pictures } from './pictures.ts'
import type { Tiling } from './tiling.ts'

export interface Painting {
	pictures: Pictures
	/** The pictures to show, in their order. */
	order: ArrayLike<number>
	tiling: Tiling
	scale: (picture: number) => HeatScale
	dark: boolean
}

/** Draws all pictures at once, each pixel a sharp square; between them the canvas stays clear. */
export function paint(canvas: HTMLCanvasElement, { pictures, order, tiling, scale, dark }: Painting): void {
	canvas.width = tiling.width
	canvas.height = tiling.height
	const context = canvas.getContext('2d')
	if (!context || tiling.width === 0 || tiling.height === 0) return
	const image = context.createImageData(tiling.width, tiling.height)
	const screen = new Uint32Array(image.data.buffer)
	const colours = {
		diverging: palette('diverging', dark),
		sequential: palette('sequential', dark),
		ink: palette('ink', dark)
	}
	for (let place = 0; place < order.length; place++) {
		const picture = order[place] ?? 0
		const { kind, end } = scale(picture)
		const left = (place % tiling.columns) * tiling.stepX
		const top = Math.floor(place / tiling.columns) * tiling.stepY
		drawOne(screen, tiling, top * tiling.width + left, pictures, picture, colours[kind], kind === 'diverging', end)
	}
	context.putImageData(image, 0, 0)
}

function drawOne(
	screen: Uint32Array,
	{ unit, width: wide, tileWidth }: Tiling,
	corner: number,
	{ values, width, height, stride }: Pictures,
	picture: number,
	colours: Uint32Array,
	isDiverging: boolean,
	end: number
): void {
	// `shadeOf`, written out: this is done for every pixel
	const last = shades - 1
	const nothing = isDiverging ? last / 2 : 0
	const factor = (isDiverging ? last / 2 : last) / end
	for (let row = 0; row < height; row++) {
		const start = corner + row * unit * wide
		const from = picture * stride.picture + row * stride.row
		for (let column = 0, at = start; column < width; column++) {
			const place = nothing + (values[from + column * stride.column] ?? 0) * factor + 0.5
			const colour = colours[place > last ? last : place > 0 ? Math.floor(place) : 0] ?? 0
			for (const next = at + unit; at < next; at++) screen[at] = colour
		}
		for (let line = 1; line < unit; line++) screen.copyWithin(start + line * wide, start, start + tileWidth)
	}
}
