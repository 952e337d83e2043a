import type { ReportChapter } from '../../shared/reporting/write.ts'
import type { ImageSource } from './figure-html.ts'
import { escaped } from './html.ts'
import { pageHead, sectionHtml } from './page-html.ts'

/** For a report that shows drawings alone. */
export const noImages: ImageSource = { height: 1, width: 1, pixels: () => new Uint8Array(1) }

/** A table of no more rows than this stands open; of what is in the data there are too many. */
const openTable = 15

/**
 * A report of runs as one HTML page that needs nothing beside it, a section at a time, so that others can have their turn
 * between them. `lead` says when and from what it was written; `source` has the images it shows, null where it shows none.
 */
export function* runsHtml(
	title: string,
	lead: string,
	chapters: readonly ReportChapter[],
	source: ImageSource | null = null
): Generator<string> {
	const contents = chapters
		.map(({ kind, title: name }) => `<li><a href="#chapter-${kind}">${escaped(name)}</a></li>`)
		.join('')
	yield pageHead(title, lead, contents, source ? 'data:' : '')
	for (const { kind, title: name, text, sections } of chapters) {
		yield `<h2 id="chapter-${kind}">${escaped(name)}</h2>${text.map(paragraph).join('')}`
		for (const section of sections) yield sectionHtml(section, source ?? noImages, kind === 'analysis' ? 0 : openTable)
	}
	yield '</main></body></html>\n'
}

/** A line that is broken by hand stays broken. */
const paragraph = (text: string) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`
