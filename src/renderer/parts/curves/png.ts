import { newCurve } from '../curve.ts'
import { markerPath } from '../../../shared/run-colour.ts'
import { headOf, sample } from './head.ts'
import type { Palette } from './palette.ts'
import type { CurveView } from './view.ts'

const ratio = 2

/** The view as a PNG with two pixels a point: title and legend over the page's own curve, on the panel's colour. */
export async function curvePng(
	view: CurveView,
	{ width, height }: { width: number; height: number },
	palette: Palette
): Promise<Blob> {
	const head = headOf(view, width)
	const plot = document.createElement('canvas')
	Object.assign(plot, { width: width - 28, height: height - head.bottom - 16 })
	const curve = newCurve(plot, true)
	try {
		// once to lay the axes out, once more for their true size
		curve.show(view, palette)
		curve.show(view, palette)
		const canvas = document.createElement('canvas')
		Object.assign(canvas, { width: width * ratio, height: height * ratio })
		const ink = canvas.getContext('2d')
		if (!ink) throw new Error('this browser draws no pictures')
		ink.fillStyle = palette('--panel')
		ink.fillRect(0, 0, canvas.width, canvas.height)
		ink.drawImage(plot, 14 * ratio, (head.bottom + 4) * ratio)
		ink.scale(ratio, ratio)
		writeHead(ink, head, palette)
		return await new Promise<Blob>((resolve, reject) =>
			canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png')
		)
	} finally {
		curve.destroy()
	}
}

function writeHead(ink: CanvasRenderingContext2D, { title, entries }: ReturnType<typeof headOf>, palette: Palette) {
	const sans = getComputedStyle(document.documentElement).getPropertyValue('--sans')
	ink.fillStyle = palette('--ink')
	ink.font = `600 15px ${sans}`
	ink.fillText(title.text, title.x, title.y)
	ink.font = `12px ${sans}`
	ink.lineWidth = 2
	for (const { series, x, y } of entries) {
		ink.strokeStyle = palette(series.color)
		ink.setLineDash([...series.dash])
		ink.beginPath()
		ink.moveTo(x, y - 4)
		ink.lineTo(x + sample, y - 4)
		ink.stroke()
		if (series.marker) {
			const sign = new Path2D()
			sign.addPath(new Path2D(markerPath(series.marker, 4)), new DOMMatrix([1, 0, 0, 1, x + sample / 2, y - 4]))
			ink.fillStyle = palette(series.color)
			ink.fill(sign)
		}
		ink.fillStyle = palette('--ink')
		ink.fillText(series.name, x + sample + 6, y)
	}
}
