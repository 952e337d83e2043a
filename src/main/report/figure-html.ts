import type { Figure, Plane, Table } from '../../shared/analysis/chapters.ts'
import type { Part } from '../../shared/bytes.ts'
import type { Drawing, Shape } from '../../shared/figures/drawing.ts'
import { greyPng } from '../exchange/png.ts'
import { dataAddress, escaped } from './html.ts'

/** Where the report gets its images from: height × width bytes each. */
export interface ImageSource {
	height: number
	width: number
	pixels: (part: Part, image: number) => Uint8Array
}

/** As wide as a drawing is on paper, in CSS pixels. */
const drawingWidth = 680

/** A figure as HTML with everything in it. */
export function figureHtml(figure: Figure, source: ImageSource): string {
	switch (figure.kind) {
		case 'drawing':
			return `<figure>${drawingSvg(figure.draw(drawingWidth), figure.label)}</figure>`
		case 'tiles':
			return rows(figure.rows, ({ tiles }) =>
				tiles.map(({ part, image, caption }) => {
					const png = greyPng(source.pixels(part, image), source.width, source.height)
					return picture(png, `${part} image ${image}`, caption, 'tile')
				})
			)
		case 'planes': {
			const { height, width } = figure
			const wide = width > 4 * height ? 'strip' : figure.rows.some(({ planes }) => planes.length > 3) ? 'tile' : 'large'
			return rows(
				figure.rows,
				({ planes }) =>
					planes.map((plane) => picture(greyPng(greys(plane), width, height), plane.caption, plane.caption, wide)),
				'planes'
			)
		}
	}
}

/** More rows than these stand in two columns. */
const manyRows = 12

const rows = <Row extends { title: string | null }>(all: readonly Row[], pictures: (row: Row) => string[], look = '') =>
	`<div class="rows${all.length > manyRows ? ' many' : ''}" style="--title:${Math.min(14, Math.max(...all.map(({ title }) => title?.length ?? 0)))}ch">${all
		.map((row) => {
			const title = row.title === null ? '' : `<h4>${escaped(row.title)}</h4>`
			return `<div class="row ${look}">${title}<div class="tiles">${pictures(row).join('')}</div></div>`
		})
		.join('')}</div>`

const picture = (png: Uint8Array, alt: string, caption: string, look: string) =>
	`<figure class="${look}"><img alt="${escaped(alt)}" src="${dataAddress('image/png', png)}"><figcaption>${escaped(caption)}</figcaption></figure>`

/** From numbers to grey levels, 0 black. */
export const greys = ({ values, most }: Plane) =>
	Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value / (most || 1)))))

/** A drawing as SVG that stands in a page. */
export function drawingSvg({ width, height, shapes }: Drawing, label: string): string {
	const inside = shapes.map(shapeSvg).join('')
	return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label)}">${inside}</svg>`
}

function shapeSvg(shape: Shape): string {
	const look = `class="${escaped(shape.look)}"`
	const title = shape.says === undefined ? '' : `<title>${escaped(shape.says)}</title>`
	switch (shape.kind) {
		case 'rect': {
			const { x, y, width, height, opacity } = shape
			const see = opacity === undefined ? '' : ` fill-opacity="${opacity}"`
			return `<rect ${look} x="${x}" y="${y}" width="${width}" height="${height}"${see}>${title}</rect>`
		}
		case 'line':
			return `<line ${look} x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}"/>`
		case 'circle':
			return `<circle ${look} cx="${shape.x}" cy="${shape.y}" r="${shape.r}">${title}</circle>`
		case 'text':
			return `<text ${look} x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}"${turnOf(shape)}>${escaped(shape.text)}</text>`
		case 'path':
			return `<path ${look} d="${escaped(shape.d)}">${title}</path>`
	}
}

const turnOf = ({ x, y, turn }: { x: number; y: number; turn?: number }) =>
	turn === undefined ? '' : ` transform="rotate(${turn} ${x} ${y})"`

export function tableHtml({ columns, rows: all }: Table): string {
	const side = (place: number) => (columns[place]?.right ? ' class="n"' : columns[place]?.whole ? ' class="whole"' : '')
	const head = columns.map(({ title }, place) => `<th scope="col"${side(place)}>${escaped(title)}</th>`).join('')
	const body = all
		.map(
			(row) =>
				`<tr>${row.map((cell, place) => (place === 0 ? `<th scope="row"${side(place)}>${escaped(cell)}</th>` : `<td${side(place)}>${escaped(cell)}</td>`)).join('')}</tr>`
		)
		.join('')
	return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}
