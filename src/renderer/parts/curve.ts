import { Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js'
import { bestMark, type BestMark } from './curves/best-mark.ts'
import { setsMaker, type Spot } from './curves/datasets.ts'
import { frameOf, type Axis } from './curves/frame.ts'
import './curves/nearest.ts'
import type { Palette } from './curves/palette.ts'
import { sayPlace, sayTitle } from './curves/say.ts'
import type { CurveView } from './curves/view.ts'

Chart.register(LinearScale, LineController, LineElement, PointElement, Tooltip)

/** The chart on a canvas: told what to show as often as it changes. */
export interface Curve {
	show: (view: CurveView, palette: Palette) => void
	/** The plot in pixels of the canvas, and the x axis over it. */
	plot: () => { left: number; right: number; top: number; bottom: number; at: (pixel: number) => number }
	destroy: () => void
}

/** `still`: drawn at once in the canvas's own size with two pixels a point, for a picture; else it follows its room. */
export function newCurve(canvas: HTMLCanvasElement, still = false): Curve {
	let wanted: { view: CurveView; palette: Palette } | null = null
	let mark: BestMark | null = null
	let request = 0
	const style = getComputedStyle(document.documentElement)
	const [mono, sans] = [style.getPropertyValue('--mono'), style.getPropertyValue('--sans')]
	const setsOf = setsMaker()
	const chart: Chart<'line', Spot[]> = new Chart<'line', Spot[]>(canvas, {
		type: 'line',
		data: { datasets: [] },
		plugins: [bestMark(() => mark)],
		options: {
			responsive: !still,
			...(still && { devicePixelRatio: 2 }),
			maintainAspectRatio: false,
			animation: false,
			// places come in order and in their final form, so thousands of epochs stay quick
			parsing: false,
			normalized: true,
			interaction: { mode: 'nearestOfEach', axis: 'x', intersect: false },
			layout: { padding: { top: 8, right: 12 } },
			onResize: () => ask(),
			scales: {
				x: { type: 'linear', grid: { display: false }, ticks: tickStyle(mono) },
				y: { type: 'linear', border: { display: false }, ticks: tickStyle(mono) }
			},
			plugins: {
				tooltip: {
					displayColors: false,
					usePointStyle: true,
					titleFont: { family: sans },
					bodyFont: { family: sans },
					itemSort: (a, b): number => (chart.data.datasets.length > 4 ? (b.parsed.y ?? 0) - (a.parsed.y ?? 0) : 0),
					callbacks: {
						title: (items) =>
							sayTitle(
								items.map(({ raw }) => raw as Spot),
								wanted?.view ?? null
							),
						label: ({ raw, dataset }) => sayPlace(dataset.label ?? '', raw as Spot, wanted?.view ?? null)
					}
				}
			}
		}
	})

	function draw() {
		if (!wanted) return
		const { view, palette } = wanted
		// the first time the axes are not laid out yet, and about as large as the canvas
		const area = chart.chartArea as typeof chart.chartArea | undefined
		const size = area ? { width: area.right - area.left, height: area.bottom - area.top } : chart
		const width = Math.max(1, Math.round(size.width))
		const frame = frameOf(view, { width, height: size.height })
		mark = { best: view.best, frame, palette, font: mono }
		chart.data.datasets = setsOf(view, frame, width, palette)
		const [ink, line] = [palette('--ink-3'), palette('--line')]
		const { scales = {}, plugins } = chart.options
		Object.assign(scales['x'] ?? {}, axisOf(frame.x), { border: { color: line } })
		Object.assign(scales['y'] ?? {}, axisOf(frame.y), { grid: { color: line, drawTicks: false } })
		for (const axis of ['x', 'y'] as const) Object.assign(scales[axis]?.ticks ?? {}, { color: ink })
		if (plugins?.tooltip) plugins.tooltip.displayColors = view.series.some(({ marker }) => marker !== null)
		chart.update('none')
	}

	function ask() {
		// epochs may come faster than frames
		cancelAnimationFrame(request)
		request = requestAnimationFrame(draw)
	}

	return {
		show(view, palette) {
			wanted = { view, palette }
			if (still) draw()
			else ask()
		},
		plot() {
			const { left, right, top, bottom } = chart.chartArea
			return { left, right, top, bottom, at: (pixel) => chart.scales['x']?.getValueForPixel(pixel) ?? 0 }
		},
		destroy() {
			cancelAnimationFrame(request)
			chart.destroy()
		}
	}
}

/** Every mark the frame has, none of the chart's own. */
const axisOf = ({ min, max, ticks }: Axis) => ({
	min,
	max,
	afterBuildTicks: (scale: { ticks: { value: number; label?: string }[] }) =>
		void (scale.ticks = ticks.map(({ at, label }) => ({ value: at, label })))
})

const tickStyle = (family: string) => ({
	autoSkip: false,
	maxRotation: 0,
	padding: 6,
	font: { family, size: 11 },
	callback: (_: unknown, index: number, ticks: { label?: string | string[] }[]) => ticks[index]?.label ?? ''
})
