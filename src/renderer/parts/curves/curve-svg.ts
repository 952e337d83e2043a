import { markerPath } from '../../../shared/run-colour.ts'
import { frameOf, type Frame } from './frame.ts'
import { headOf, sample } from './head.ts'
import { signPlaces } from './signs.ts'
import { thin } from './thin.ts'
import type { CurveView, Place, Series } from './view.ts'

/** Where the plot lies in the picture, in pixels. */
interface Plot {
	left: number
	right: number
	top: number
	bottom: number
}

/**
 * The view as an SVG that stands alone: the scales, marks and colours of the page, words as text. `colour` turns a token
 * ("--s1") into what it is in the theme of the moment.
 */
export function curveSvg(
	view: CurveView,
	{ width, height }: { width: number; height: number },
	colour: (token: string) => string
): string {
	const head = headOf(view, width)
	const plot: Plot = { left: 64, right: width - 20, top: head.bottom + 8, bottom: height - 46 }
	const frame = frameOf(view, { width: plot.right - plot.left, height: plot.bottom - plot.top })
	const x = (value: number) => round(plot.left + share(value, frame.x) * (plot.right - plot.left))
	const y = (value: number) => round(plot.bottom - share(value, frame.y) * (plot.bottom - plot.top))
	const at = (place: Place) => `${x(place.x)} ${y(frame.height(place.y))}`
	const [ink, quiet, line] = [colour('--ink'), colour('--ink-3'), colour('--line')]
	const text = (words: string, left: number, top: number, extra = '') =>
		`<text x="${round(left)}" y="${round(top)}"${extra}>${escaped(words)}</text>`
	const stroke = (series: Series) =>
		`stroke="${colour(series.color)}"${series.dash.length > 0 ? ` stroke-dasharray="${series.dash.join(' ')}"` : ''} fill="none" stroke-linejoin="round"`
	const path = (series: Series, points: readonly Place[], extra: string) => {
		const drawn = thin(points, view.zoom ?? view.full, plot.right - plot.left)
		return drawn.length === 0 ? '' : `<path d="M${drawn.map(at).join('L')}" ${stroke(series)} ${extra}/>`
	}
	const sign = (series: Series, left: number, top: number) =>
		`<path transform="translate(${left} ${top})" d="${markerPath(series.marker ?? 'circle', series.marker ? 4 : 2)}" fill="${colour(series.color)}"/>`
	const signs = (series: Series) =>
		signPlaces(view, series, series.smooth ?? series.points, plot.right - plot.left)
			.map((place) => sign(series, x(place.x), y(frame.height(place.y))))
			.join('')
	// a sign on the edge is seen whole, unless there is more beyond the edge
	const beyond = view.zoom ? 0 : 6
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'IBM Plex Sans', system-ui, sans-serif" font-size="12">`,
		`<title>${escaped(head.title.text)}</title>`,
		`<defs><clipPath id="plot"><rect x="${plot.left - beyond}" y="${plot.top - 4}" width="${plot.right - plot.left + 2 * beyond}" height="${plot.bottom - plot.top + 8}"/></clipPath></defs>`,
		`<rect width="${width}" height="${height}" fill="${colour('--panel')}"/>`,
		text(head.title.text, head.title.x, head.title.y, ` font-size="15" font-weight="600" fill="${ink}"`),
		...head.entries.map(({ series, x, y }) =>
			[
				`<path d="M${x} ${y - 4}h${sample}" ${stroke(series)} stroke-width="2"/>`,
				series.marker ? sign(series, x + sample / 2, y - 4) : '',
				text(series.name, x + sample + 6, y, ` fill="${ink}"`)
			].join('')
		),
		`<g font-family="'IBM Plex Mono', ui-monospace, monospace" font-size="11" fill="${quiet}">`,
		...frame.y.ticks.map(({ at, label }) => {
			const top = y(at)
			return `<path d="M${plot.left} ${top}H${plot.right}" stroke="${line}"/>${text(label, plot.left - 8, top + 4, ' text-anchor="end"')}`
		}),
		...frame.x.ticks.map(({ at, label }) => text(label, x(at), plot.bottom + 18, ' text-anchor="middle"')),
		text(xTitle(view), (plot.left + plot.right) / 2, plot.bottom + 36, ' text-anchor="middle"'),
		'</g>',
		`<path d="M${plot.left} ${plot.bottom}H${plot.right}" stroke="${line}"/>`,
		'<g clip-path="url(#plot)">',
		...view.series.map((one) => (one.smooth ? path(one, one.points, 'stroke-width="1" opacity="0.3"') : '')),
		...view.series.map((one) => path(one, one.smooth ?? one.points, 'stroke-width="2"') + signs(one)),
		'</g>',
		bestMark(view, frame, x, y, plot, colour),
		'</svg>'
	].join('\n')
}

/** What the x axis counts, in words. */
export const xTitle = ({ x }: CurveView) => (x === 'epoch' ? 'epoch' : 'time of training')

function bestMark(
	{ best }: CurveView,
	{ x: axis, height }: Frame,
	x: (value: number) => number,
	y: (value: number) => number,
	plot: Plot,
	colour: (token: string) => string
): string {
	if (!best || best.x < axis.min || best.x > axis.max) return ''
	const [left, top] = [x(best.x), y(height(best.y))]
	const before = left - plot.left > 110
	const words = `<text x="${left + (before ? -8 : 8)}" y="${top < (plot.top + plot.bottom) / 2 ? plot.bottom - 8 : plot.top + 12}" text-anchor="${before ? 'end' : 'start'}" font-size="11" fill="${colour('--ink-3')}">best epoch ${best.epoch}</text>`
	return `<path d="M${left} ${plot.top}V${plot.bottom}" stroke="${colour('--ink-3')}" stroke-dasharray="2 3"/><circle cx="${left}" cy="${top}" r="4" fill="${colour('--panel')}" stroke="${colour(best.color)}" stroke-width="2"/>${words}`
}

const share = (value: number, { min, max }: { min: number; max: number }) => (value - min) / (max - min)
const round = (value: number) => Math.round(value * 100) / 100
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// what XML cannot hold at all (a name may) is left out
const escaped = (text: string) =>
	text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replace(/[&<>"]/g, (sign) => entities[sign] ?? '')
