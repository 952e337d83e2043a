import type { Section } from '../../shared/analysis/chapters.ts'
import type { ReportChapter } from '../../shared/reporting/write.ts'
import { figureHtml, tableHtml, type ImageSource } from './figure-html.ts'
import { escaped } from './html.ts'
import { reportStyle } from './style.ts'

/** A report of runs shows drawings alone. */
const noImages: ImageSource = { height: 1, width: 1, pixels: () => new Uint8Array(1) }

/**
 * A report of runs as one HTML page that needs nothing beside it, a section at a time, so that others can have their turn
 * between them. `lead` says when and from what it was written.
 */
export function* runsHtml(title: string, lead: string, chapters: readonly ReportChapter[]): Generator<string> {
	const contents = chapters.map(({ kind, title: name }) => `<li><a href="#${kind}">${escaped(name)}</a></li>`).join('')
	yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${reportStyle}</style></head><body>
<header><h1>${escaped(title)}</h1><p class="muted">${escaped(lead)}</p></header>
<nav aria-label="Contents"><ol>${contents}</ol></nav><main>`
	for (const { kind, title: name, text, sections } of chapters) {
		yield `<h2 id="${kind}">${escaped(name)}</h2>${text.map(paragraph).join('')}`
		for (const section of sections) yield sectionHtml(section)
	}
	yield '</main></body></html>\n'
}

/** A line that is broken by hand stays broken. */
const paragraph = (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`

function sectionHtml({ id, title, says, figure, table }: Section): string {
	const words = says.map((text) => `<p>${escaped(text)}</p>`).join('')
	const picture = figure === null ? '' : figureHtml(figure, noImages)
	const numbers =
		table === null
			? ''
			: figure === null || table.rows.length <= 15
				? tableHtml(table)
				: `<details><summary>The numbers as a table</summary>${tableHtml(table)}</details>`
	return `<section id="${escaped(id)}"><h3>${escaped(title)}</h3>${words}${picture}${numbers}</section>`
}
