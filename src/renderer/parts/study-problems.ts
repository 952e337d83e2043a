import type { RecipeProblem } from '../../shared/check.ts'
import { levelsPath, type Design } from '../../shared/study/study.ts'
import { samePath } from '../state/path.ts'

/** What is wrong with a study, as its form shows it. */
export interface StudyProblems {
	/** By the field it is said at: "seeds", "levels 0". */
	at: Partial<Record<string, string>>
	/** How many sentences stand at fields. */
	said: number
	/** What belongs to no field. */
	rest: string[]
}

/** Sorts the problems of a study to the fields of the form in which it was put together. */
export function problemsIn(problems: readonly RecipeProblem[], kind: Design['kind'], factors: number): StudyProblems {
	const fields = [
		{ name: 'epochs', path: ['base', 'epochs'] },
		{ name: 'images', path: ['base', 'data', 'limit'] },
		{ name: 'seeds', path: ['seeds'] },
		{ name: 'draws', path: ['design', 'draws'] },
		...Array.from({ length: factors }, (_, place) => ({ name: `levels ${place}`, path: levelsPath(kind, place) }))
	]
	const found: StudyProblems = { at: {}, said: 0, rest: [] }
	for (const { path, sentence } of problems) {
		const field = fields.find((one) => samePath(one.path, path.slice(0, one.path.length)))
		if (field) {
			found.at[field.name] = [found.at[field.name] ?? [], sentence].flat().join(' ')
			found.said++
		} else if (!found.rest.includes(sentence)) found.rest.push(sentence)
	}
	return found
}
