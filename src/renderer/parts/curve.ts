import {
	Chart,
	Decimation,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type Plugin
} from 'chart.js'

import { count } from '../../shared/format.ts'

Chart.register(Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip)

/** A value at an epoch. */
export interface Place {
	x: number
	y: number
}

export interface Series {
	name: string
	/** A colour token: "--s1". */
	color: string
	dashed: boolean
	/** By epoch, in order. */
	points: Place[]
}

export interface CurveView {
	series: Series[]
	/** The epoch the axis ends at. */
	last: number
	/** Where the best epoch lies on the last series. */
	best: Place | null
	/** Writes a value, on the axis (short) and in the tooltip. */
	say: (value: number, short: boolean) => string
	/** Losses start at 0; accuracies end at 1. */
	bound: { min: number } | { max: number }
	/** The theme it is drawn in. */
	dark: boolean
}

/** The chart on a canvas: told what to show as often as it changes. */
export interface Curve {
	show: (view: CurveView) => void
	destroy: () => void
}

export function newCurve(canvas: HTMLCanvasElement): Curve {
	let view: CurveView = { series: [], last: 1, best: null, say: String, bound: { min: 0 }, dark: false }
	let frame = 0
	const mono = getComputedStyle(document.documentElement).getPropertyValue('--mono')
	const chart = new Chart<'line', Place[]>(canvas, {
		type: 'line',
		data: { datasets: [] },
		plugins: [bestMark(() => ({ best: view.best, ink: color(canvas, '--ink-3'), paper: color(canvas, '--panel') }))],
		options: {
			responsive: true,
			maintainAspectRatio: false,
			animation: false,
			// points come in order and in their final form, so thousands of epochs stay quick
			parsing: false,
			normalized: true,
			interaction: { mode: 'index', axis: 'x', intersect: false },
			layout: { padding: { top: 8, right: 8 } },
			scales: {
				x: {
					type: 'linear',
					grid: { display: false },
					ticks: {
						precision: 0,
						maxRotation: 0,
						autoSkipPadding: 24,
						font: { family: mono, size: 11 },
						// one epoch stands in the middle of an axis that has room for more
						callback: (value) => (Number(value) < 1 || Number(value) > view.last ? '' : count(Number(value)))
					}
				},
				y: {
					type: 'linear',
					border: { display: false },
					ticks: {
						maxTicksLimit: 6,
						font: { family: mono, size: 11 },
						callback: (value) => view.say(Number(value), true)
					}
				}
			},
			plugins: {
				decimation: { enabled: true, algorithm: 'lttb', samples: 800, threshold: 2000 },
				tooltip: {
					displayColors: false,
					callbacks: {
						title: ([item]) => (item ? `epoch ${item.parsed.x}` : ''),
						label: (item) => `${item.dataset.label ?? ''} ${view.say(item.parsed.y ?? NaN, false)}`
					}
				}
			}
		}
	})

	function draw() {
		const [ink, line] = [color(canvas, '--ink-3'), color(canvas, '--line')]
		const few = view.last <= 40
		chart.data.datasets = view.series.map((series) => {
			const stroke = color(canvas, series.color)
			return {
				label: series.name,
				data: series.points,
				borderColor: stroke,
				backgroundColor: stroke,
				borderWidth: 2,
				borderDash: series.dashed ? [5, 4] : [],
				clip: 6,
				pointRadius: few || series.points.length === 1 ? 2 : 0,
				pointHoverRadius: 4
			}
		})
		const { x, y } = chart.options.scales ?? {}
		if (x && y) {
			Object.assign(x, { min: view.last === 1 ? 0 : 1, max: Math.max(2, view.last), border: { color: line } })
			Object.assign(x.ticks ?? {}, { color: ink })
			Object.assign(y.ticks ?? {}, { color: ink })
			Object.assign(y, { grid: { color: line, drawTicks: false } })
			Object.assign(y, view.bound)
		}
		chart.update('none')
	}

	return {
		show(next) {
			view = next
			// epochs may come faster than frames
			cancelAnimationFrame(frame)
			frame = requestAnimationFrame(draw)
		},
		destroy() {
			cancelAnimationFrame(frame)
			chart.destroy()
		}
	}
}

/** What a colour token is in the theme of the moment. */
function color(canvas: HTMLCanvasElement, token: string): string {
	canvas.style.color = `var(${token})`
	return getComputedStyle(canvas).color
}

/** A dotted line and a ring at the best epoch, with its number. */
function bestMark(read: () => { best: Place | null; ink: string; paper: string }): Plugin<'line'> {
	return {
		id: 'best',
		afterDatasetsDraw(chart) {
			const { best, ink, paper } = read()
			const { x, y } = chart.scales
			const stroke = chart.data.datasets.at(-1)?.borderColor
			if (!best || !x || !y || typeof stroke !== 'string') return
			const { ctx, chartArea } = chart
			const [left, top] = [x.getPixelForValue(best.x), y.getPixelForValue(best.y)]
			const text = `best epoch ${best.x}`
			ctx.save()
			ctx.strokeStyle = ink
			ctx.setLineDash([2, 3])
			ctx.beginPath()
			ctx.moveTo(left, chartArea.top)
			ctx.lineTo(left, chartArea.bottom)
			ctx.stroke()
			ctx.setLineDash([])
			ctx.lineWidth = 2
			ctx.strokeStyle = stroke
			ctx.fillStyle = paper
			ctx.beginPath()
			ctx.arc(left, top, 4, 0, 2 * Math.PI)
			ctx.fill()
			ctx.stroke()
			ctx.font = `11px ${getComputedStyle(chart.canvas).fontFamily}`
			ctx.fillStyle = ink
			const before = left - chartArea.left > ctx.measureText(text).width + 12
			ctx.textAlign = before ? 'right' : 'left'
			const low = top < (chartArea.top + chartArea.bottom) / 2
			ctx.fillText(text, left + (before ? -8 : 8), low ? chartArea.bottom - 8 : chartArea.top + 12)
			ctx.restore()
		}
	}
}
