import type { Analysis, ImageMap } from '../../shared/analysis/analysis.ts'
import { chaptersOf, type Chapter, type Section } from '../../shared/analysis/chapters.ts'
import { accuracySection, suspectSection } from '../../shared/analysis/suspect-section.ts'
import type { Suspects } from '../../shared/analysis/suspects.ts'
import { count } from '../../shared/format.ts'
import type { ImageSource } from './figure-html.ts'
import { escaped } from './html.ts'
import { pageHead, sectionHtml } from './page-html.ts'

/** All that is known of a data set as one HTML page that needs nothing beside it. */
export function dataReport(
	name: string,
	analysis: Analysis,
	map: ImageMap | null,
	suspects: Suspects,
	source: ImageSource
): string {
	const { about, counts } = analysis
	const accuracies = accuracySection(suspects)
	const chapters = withSuspects(chaptersOf(name, analysis, map), [
		suspectSection(suspects, about.classNames),
		...(accuracies ? [accuracies] : [])
	])
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
	const lead = `${count(counts.training.images)} training and ${count(counts.test.images)} test images. Written by Digit Lab; every number and sentence comes from the images themselves.`
	return `${pageHead(title, lead, contents, 'data:')}${body}</main></body></html>
`
}

/** What runs say belongs to what makes the data hard. */
const withSuspects = (chapters: readonly Chapter[], own: readonly Section[]): Chapter[] =>
	chapters.map((one) => (one.id === 'hard' ? { ...one, sections: [...one.sections, ...own] } : one))

const link = ({ id, title }: Section) => `<li><a href="#${id}">${escaped(title)}</a></li>`
