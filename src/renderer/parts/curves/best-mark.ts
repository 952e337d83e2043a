import type { Plugin } from 'chart.js'
import type { Frame } from './frame.ts'
import type { Palette } from './palette.ts'
import type { Best } from './view.ts'

/** What the mark is drawn from, whenever the chart is. */
export interface BestMark {
	best: Best | null
	frame: Frame
	palette: Palette
	font: string
}

/** A dotted line and a ring at the best epoch, with its number. */
export function bestMark(read: () => BestMark | null): Plugin<'line'> {
	return {
		id: 'best',
		afterDatasetsDraw({ ctx, chartArea, scales }) {
			const mark = read()
			if (!mark?.best || !scales['x'] || !scales['y']) return
			const { best, frame, palette, font } = mark
			if (best.x < frame.x.min || best.x > frame.x.max) return
			const left = scales['x'].getPixelForValue(best.x)
			const top = scales['y'].getPixelForValue(frame.height(best.y))
			const text = `best epoch ${best.epoch}`
			ctx.save()
			ctx.strokeStyle = palette('--ink-3')
			ctx.setLineDash([2, 3])
			ctx.beginPath()
			ctx.moveTo(left, chartArea.top)
			ctx.lineTo(left, chartArea.bottom)
			ctx.stroke()
			ctx.setLineDash([])
			ctx.lineWidth = 2
			ctx.strokeStyle = palette(best.color)
			ctx.fillStyle = palette('--panel')
			ctx.beginPath()
			ctx.arc(left, top, 4, 0, 2 * Math.PI)
			ctx.fill()
			ctx.stroke()
			ctx.font = `11px ${font}`
			ctx.fillStyle = palette('--ink-3')
			const before = left - chartArea.left > ctx.measureText(text).width + 12
			ctx.textAlign = before ? 'right' : 'left'
			const low = top < (chartArea.top + chartArea.bottom) / 2
			ctx.fillText(text, left + (before ? -8 : 8), low ? chartArea.bottom - 8 : chartArea.top + 12)
			ctx.restore()
		}
	}
}
