import { padSide, type Dab } from '../state/strokes.svelte.ts'

/** Draws strokes black on white, `scale` pixels of the canvas for one of the pad. */
export function paintStrokes(canvas: HTMLCanvasElement, strokes: readonly (readonly Dab[])[], scale: number): void {
	const context = canvas.getContext('2d', { alpha: false })
	if (!context) return
	context.setTransform(scale, 0, 0, scale, 0, 0)
	context.fillStyle = 'white'
	context.fillRect(0, 0, padSide, padSide)
	context.lineCap = 'round'
	context.lineJoin = 'round'
	for (const stroke of strokes)
		for (const [at, dab] of stroke.entries()) {
			const before = stroke[at - 1] ?? dab
			context.lineWidth = (before.width + dab.width) / 2
			context.beginPath()
			context.moveTo(before.x, before.y)
			context.lineTo(dab.x, dab.y)
			context.stroke()
		}
}

/** The drawing as a picture file, as large as the pad; null when the pad is empty. */
export function pngOf(strokes: readonly (readonly Dab[])[]): Promise<Blob | null> {
	if (strokes.length === 0) return Promise.resolve(null)
	const canvas = document.createElement('canvas')
	canvas.width = canvas.height = padSide
	paintStrokes(canvas, strokes, 1)
	return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
