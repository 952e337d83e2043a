import { LabProblem } from '../../../shared/problems.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { cellsOf, recipesOf, sayCell, type Cell } from '../../../shared/study/cells.ts'
import type { Study } from '../../../shared/study/study.ts'
import { hashOf } from '../hash.ts'

/** A study worked out: its settings, and its runs in the order they are trained. */
export interface WorkedOut {
	cells: Cell[]
	titles: string[]
	runs: { setting: number; recipe: Recipe; hash: string; name: string }[]
}

/** Throws a LabProblem with every sentence there is to say. */
export function workedOut(study: Study): WorkedOut {
	const cells = cellsOf(study)
	if ('problems' in cells) throw new LabProblem('BAD_REQUEST', cells.problems.map(({ sentence }) => sentence).join(' '))
	const titles = cells.map(({ levels }) => sayCell(study.design, levels))
	const runs = recipesOf(cells, study.seeds).map(({ cell, recipe }) => ({
		setting: cell,
		recipe,
		hash: hashOf(recipe),
		name: `${study.name}: ${titles[cell] ?? ''}, seed ${recipe.seed}`.slice(0, 200)
	}))
	return { cells, titles, runs }
}

/** The same, worked out once for each form a study has had: hundreds of hashes take their time. */
export function workshop(): (id: number, study: Study) => WorkedOut {
	const known = new Map<number, { json: string; worked: WorkedOut }>()
	return (id, study) => {
		const json = JSON.stringify(study)
		const before = known.get(id)
		if (before?.json === json) return before.worked
		const worked = workedOut(study)
		known.set(id, { json, worked })
		return worked
	}
}
