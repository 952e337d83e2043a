import type { Section } from '../../shared/analysis/chapters.ts'
import { figureHtml, tableHtml, type ImageSource } from './figure-html.ts'
import { escaped } from './html.ts'
import { reportStyle } from './style.ts'

/**
 * A section of a report: its words, its picture, and the numbers behind it. A table beside a picture is folded away when it
 * has more rows than `open`; what has no picture is its table.
 */
export function sectionHtml({ id, title, says, figure, table }: Section, source: ImageSource, open = 0): string {
	const words = says.map((text) => `<p>${escaped(text)}</p>`).join('')
	const picture = figure === null ? '' : figureHtml(figure, source)
	const numbers =
		table === null
			? ''
			: figure === null || table.rows.length <= open
				? tableHtml(table)
				: `<details><summary>The numbers as a table</summary>${tableHtml(table)}</details>`
	return `<section id="${escaped(id)}"><h3>${escaped(title)}</h3>${words}${picture}${numbers}</section>`
}

/** The page up to its first section. `images`: where pictures may come from, for its policy; "data:", or nothing. */
export const pageHead = (title: string, lead: string, contents: string, images = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';${images && ` img-src ${images};`} style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${reportStyle}</style></head><body>
<header><h1>${escaped(title)}</h1><p class="muted">${escaped(lead)}</p></header>
<nav aria-label="Contents"><ol>${contents}</ol></nav>
<main>`
