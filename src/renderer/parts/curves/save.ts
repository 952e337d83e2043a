import { curveCsv } from './csv.ts'
import { curveSvg } from './curve-svg.ts'
import type { Palette } from './palette.ts'
import { curvePng } from './png.ts'
import type { CurveView } from './view.ts'

/** What a curve can be saved as. */
export const saveForms = [
	{ ending: 'png', use: 'a picture for slides and mails' },
	{ ending: 'svg', use: 'a drawing that stays sharp, for papers' },
	{ ending: 'csv', use: 'the numbers in sight, for a spreadsheet' }
]

/** Of every picture, whatever the window: a figure of about a column's width. */
const size = { width: 800, height: 480 }

/** The view as a file of one of the forms. */
export async function fileOf(ending: string, view: CurveView, palette: Palette): Promise<Blob> {
	switch (ending) {
		case 'png':
			return curvePng(view, size, palette)
		case 'svg':
			return new Blob([curveSvg(view, size, palette)], { type: 'image/svg+xml' })
		default:
			return new Blob([curveCsv(view)], { type: 'text/csv;charset=utf-8' })
	}
}
