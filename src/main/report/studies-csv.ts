import type { StudyMaterial } from '../../shared/reporting/material.ts'
import { csvLine } from './csv.ts'

/** Every run of some studies, a row each; an empty cell where a run is missing. */
export function studiesCsv(studies: readonly StudyMaterial[]): string {
	const head = 'study,name,setting,base,seed,run,status,response,value,test_accuracy'
	const lines = studies.flatMap(({ detail, test }) =>
		detail.result.settings.flatMap(({ title, base, values }, setting) =>
			values.map((value, place) => {
				const run = detail.places[setting]?.[place]
				return csvLine([
					...[detail.id, detail.name, title, String(base), detail.study.base.seed + place],
					...[run?.run, run?.status, detail.result.response, value, test.settings[setting]?.values[place]]
				])
			})
		)
	)
	return [head, ...lines, ''].join('\n')
}
