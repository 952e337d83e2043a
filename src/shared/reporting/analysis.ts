import { chaptersOf, type Section } from '../analysis/chapters.ts'
import type { Material } from './material.ts'

/** What a person should know of the images before believing anything: the sections of the page Data. */
export function analysisSections({ data }: Material): Section[] {
	if (!data)
		return [
			{
				id: 'analysis',
				title: 'Not looked at yet',
				says: ['The images have not been looked at yet: open the page Data, or call "data".'],
				figure: null,
				table: null
			}
		]
	return chaptersOf(data.name, data.analysis, data.map)
		.flatMap(({ sections }) => sections)
		.map((section) => ({ ...section, id: `analysis-${section.id}` }))
}
