import type { Section } from '../analysis/chapters.ts'
import { factsOf } from '../dataset.ts'
import { percent, plural } from '../format.ts'
import { studySections } from '../study/sections.ts'
import { sayExpected, settingTable } from '../study/tables.ts'
import { sayNetworks, saySettings } from '../words.ts'
import type { Material, StudyMaterial } from './material.ts'

/** What each study asked, how, and what it found: in words first, then its pictures. */
export const studiesSections = ({ studies }: Material): Section[] =>
	studies.flatMap((study) => {
		const { id, name } = study.detail
		return [
			finding(study),
			...studySections(study.detail, study.curves).map((section) => ({
				...section,
				id: `study-${id}-${section.id}`,
				title: `${name}: ${section.title}`
			}))
		]
	})

function finding({ detail, test }: StudyMaterial): Section {
	const { id, name, question, done, runs, study, expected, result, notes } = detail
	return {
		id: `study-${id}`,
		title: name,
		says: [
			...(question === '' ? [] : [question]),
			`${plural(result.settings.length, 'setting')} of the base recipe (${sayNetworks(study.base, factsOf(study.base.data).image)}; ${saySettings(study.base)}), each with the same ${plural(study.seeds, 'seed')}: ${done} of ${plural(runs, 'run')} are done.`,
			...(expected ? [sayExpected(expected)] : []),
			...result.finding,
			...notes,
			...sayTest(test)
		],
		figure: null,
		table: settingTable(detail)
	}
}

/** Shown once, beside what was found: nothing is chosen by it. */
function sayTest({ settings }: StudyMaterial['test']): string[] {
	const known = settings.flatMap(({ title, spread: { mean } }) => (mean === null ? [] : [`${title} ${percent(mean)}`]))
	return known.length === 0 ? [] : [`On the test images, by which nothing was chosen: ${known.join(', ')}.`]
}
