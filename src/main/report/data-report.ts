import type { Analysis, ImageMap } from '../../shared/analysis/analysis.ts'
import { chaptersOf, type Chapter, type Section } from '../../shared/analysis/chapters.ts'
import { suspectSection } from '../../shared/analysis/suspect-section.ts'
import type { Suspects } from '../../shared/analysis/suspects.ts'
import { count } from '../../shared/format.ts'
import { figureHtml, tableHtml, type ImageSource } from './figure-html.ts'
import { escaped } from './html.ts'
import { reportStyle } from './style.ts'

/** All that is known of a data set as one HTML page that needs nothing beside it. */
export function dataReport(
	name: string,
	analysis: Analysis,
	map: ImageMap | null,
	suspects: Suspects,
	source: ImageSource
): string {
	const { about, counts } = analysis
	const chapters = withSuspects(chaptersOf(name, analysis, map), suspectSection(suspects, about.classNames))
	const title = `${name}: what is in the data`
	const contents = chapters
		.map(
			({ id, title: heading, sections }) =>
				`<li><a href="#${id}">${escaped(heading)}</a><ul>${sections.map(link).join('')}</ul></li>`
		)
		.join('')
	const body = chapters
		.map(
			({ id, title: heading, sections }) =>
				`<h2 id="${id}">${escaped(heading)}</h2>${sections.map((one) => sectionHtml(one, source)).join('')}`
		)
		.join('')
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${reportStyle}</style></head><body>
<header><h1>${escaped(title)}</h1><p class="muted">${count(counts.training.images)} training and ${count(counts.test.images)} test images. Written by Digit Lab; every number and sentence comes from the images themselves.</p></header>
<nav aria-label="Contents"><ol>${contents}</ol></nav>
<main>${body}</main></body></html>
`
}

/** What runs say belongs to what makes the data hard. */
const withSuspects = (chapters: readonly Chapter[], section: Section): Chapter[] =>
	chapters.map((one) => (one.id === 'hard' ? { ...one, sections: [...one.sections, section] } : one))

const link = ({ id, title }: Section) => `<li><a href="#${id}">${escaped(title)}</a></li>`

function sectionHtml({ id, title, says, figure, table }: Section, source: ImageSource): string {
	const words = says.map((text) => `<p>${escaped(text)}</p>`).join('')
	const picture = figure === null ? '' : figureHtml(figure, source)
	// what has no picture is its table
	const numbers =
		table === null
			? ''
			: figure === null
				? tableHtml(table)
				: `<details><summary>The numbers as a table</summary>${tableHtml(table)}</details>`
	return `<section id="${id}"><h3>${escaped(title)}</h3>${words}${picture}${numbers}</section>`
}
