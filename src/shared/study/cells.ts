import type { RecipeProblem } from '../check.ts'
import { canonical, likenessOf } from '../likeness.ts'
import type { Recipe } from '../recipe.ts'
import { findFactor, withLevel, type Factor, type Level } from './factors.ts'
import { draws } from './draws.ts'
import { explainStudy } from './explain-study.ts'
import { factorsIn, levelsPath, mostRuns, studySchema, type Design, type Study } from './study.ts'

/** One setting of a study's factors: its levels in the order of `factorsIn`, and its recipe with the first seed. */
export interface Cell {
	levels: Level[]
	recipe: Recipe
	/** Whether differences are taken to this one. */
	base: boolean
}

/** What is wrong with a study, a sentence each, and where in it; the path is empty for what lies in no one place. */
export interface StudyProblem {
	problems: RecipeProblem[]
}

/** The settings of a study, checked; or what is wrong with it. Equal settings (a grid's, a search's) stand there once. */
export function cellsOf(study: Study): Cell[] | StudyProblem {
	const all = factorsIn(study.design).map((name) => findFactor(name) as Factor)
	// an optimizer brings its learning rate with it, so a learning rate that is varied as well comes after it
	const order = all
		.map((factor, place) => ({ factor, place }))
		.sort((a, b) => Number(b.factor.name === 'optimizer') - Number(a.factor.name === 'optimizer'))
	const found = new Map<string, Cell>()
	const problems = new Map<string, RecipeProblem>()
	for (const levels of combinations(study.design)) {
		let recipe: Recipe | null = study.base
		for (const { factor, place } of order) {
			const changed: Recipe | string = withLevel(recipe, factor, levels[place] ?? '')
			if (typeof changed === 'string') {
				problems.set(`${place} ${changed}`, { path: levelsPath(study.design.kind, place), sentence: changed })
				recipe = null
				break
			}
			recipe = changed
		}
		if (recipe && !found.has(canonical(levels))) found.set(canonical(levels), { levels, recipe, base: false })
	}
	if (problems.size > 0) return { problems: [...problems.values()] }
	const cells = [...found.values()]
	const runs = cells.length * study.seeds
	if (runs > mostRuns)
		return problem([], `${runs} runs are more than a study may have (${mostRuns}): take fewer levels, draws or seeds.`)
	if (study.base.seed + study.seeds * study.base.committee > 2_147_483_647)
		return problem(
			['base', 'seed'],
			'The base recipe’s seed is so large that the next ones cannot be counted: take a smaller one.'
		)
	return marked(cells, study)
}

const problem = (path: RecipeProblem['path'], sentence: string): StudyProblem => ({ problems: [{ path, sentence }] })

/** The base is the cell that the base recipe itself is, else the first; draws of a search are compared with nothing. */
function marked(cells: Cell[], { base, design }: Study): Cell[] {
	if (design.kind === 'search') return cells
	const same = cells.findIndex(({ recipe }) => likenessOf(recipe) === likenessOf(base))
	return cells.map((cell, place) => ({ ...cell, base: place === Math.max(0, same) }))
}

function combinations(design: Design): Level[][] {
	switch (design.kind) {
		case 'one':
			return design.levels.map((level) => [level])
		case 'grid': {
			const [rows, columns] = design.factors
			return rows.levels.flatMap((row) => columns.levels.map((column) => [row, column]))
		}
		case 'search':
			return draws(design)
	}
}

/**
 * The recipes of a study in the order they are trained: one seed over all settings, then the next, so that
 * what is there early is balanced; seeds that are trained side by side come together. A committee's networks have seeds
 * of their own, which no other run shares.
 */
export const recipesOf = (cells: readonly Cell[], seeds: number): { cell: number; recipe: Recipe }[] =>
	Array.from({ length: seeds }, (_, later) =>
		cells.map(({ recipe }, cell) => ({ cell, recipe: { ...recipe, seed: recipe.seed + later * recipe.committee } }))
	).flat()

/** "dropout 0.2", "0.2 × 64": a setting in a few words. */
export function sayCell(design: Design, levels: readonly Level[]): string {
	const names = factorsIn(design)
	return levels
		.map((level, place) => {
			const factor = findFactor(names[place] ?? '')
			const said = factor?.say(level) ?? String(level)
			return design.kind === 'search' ? `${factor?.title.toLowerCase() ?? ''} ${said}` : said
		})
		.join(design.kind === 'search' ? ' · ' : ' × ')
}

/** A study as somebody wrote it, checked through; or everything that is wrong with it, in sentences. */
export function readStudy(given: unknown): { study: Study; cells: Cell[] } | StudyProblem {
	const checked = studySchema.safeParse(given)
	if (!checked.success) return { problems: explainStudy(checked.error.issues, given) }
	const cells = cellsOf(checked.data)
	return 'problems' in cells ? cells : { study: checked.data, cells }
}
