import type { RecipeProblem } from '../check.ts'
import { at, explainRecipe, found, hint, pathOf, sayRange, show, type Issue } from '../explain.ts'
import { findFactor } from './factors.ts'
import { noFactor } from './ranges.ts'
import { responseNames } from './responses.ts'

/** Numbers of a study as a person writes them: the schema, forms and sentences read their limits here. */
export const studyNumbers = {
	seeds: { title: 'Seeds', kind: 'integer', minimum: 1, maximum: 100, optional: false },
	draws: { title: 'Draws', kind: 'integer', minimum: 2, maximum: 100, optional: false },
	seed: { title: 'Seed of the draws', kind: 'integer', minimum: 0, maximum: 2_147_483_647, optional: false }
} as const
/** As many levels as a factor may have, and as few. */
export const someLevels = { fewest: 2, most: 20 } as const

/** Says each issue that a study's schema found in `given` as a sentence, its base recipe's as those of any recipe. */
export function explainStudy(issues: readonly Issue[], given: unknown): RecipeProblem[] {
	const said = new Map<string, RecipeProblem>()
	const isOfBase = (issue: Issue) => pathOf(issue)[0] === 'base'
	for (const issue of issues.filter((one) => !isOfBase(one))) {
		const path = pathOf(issue)
		const sentence = explain(issue, path, given)
		said.set([...path, sentence].join('.'), { path, sentence })
	}
	const ofBase = issues.filter(isOfBase).map((issue) => ({ ...issue, path: pathOf(issue).slice(1) }))
	const inBase = explainRecipe(ofBase, at(given, ['base'])).map(({ path, sentence }) => ({
		path: ['base', ...path],
		sentence
	}))
	return [...said.values(), ...inBase]
}

function explain(issue: Issue, path: (string | number)[], given: unknown): string {
	const value = at(given, path)
	const last = path.at(-1)
	const holder = path.findLastIndex((key) => key === 'levels' || key === 'among')
	if (issue.code === 'unrecognized_keys')
		return `${path.join('.') || 'A study'} has no setting ${(issue.keys ?? []).map((key) => `"${key}"`).join(', ')}.`
	if (holder !== -1) return explainLevels(path.slice(0, holder + 1), given)
	switch (last) {
		case undefined:
			return `A study is an object such as {"name": "…", "base": {…}, "design": {…}}; this is ${show(value)}.`
		case 'seeds':
		case 'draws':
		case 'seed':
			return sayRange(studyNumbers[last].title, studyNumbers[last], value)
		case 'factor':
			return noFactor(value)
		case 'factors':
			return 'A grid takes two different factors.'
		case 'kind':
			return `The design must be one of one, grid, search; ${found(value)}`
		case 'design':
			return `The design is an object such as {"kind": "one", "factor": "dropout", "levels": [0, 0.2]}; ${found(value)}`
		case 'response':
			return `The response must be one of ${responseNames.join(', ')}; ${found(value)}${hint(value, responseNames)}`
		case 'name':
			return `The name must have 1 to 120 characters; ${found(value)}`
		case 'ranges':
			if (issue.code !== 'custom') return 'A search takes 1 to 6 factors.'
	}
	// what the schema says itself is a sentence already where it looks at several things at once
	return path[1] === 'ranges' ? issue.message : `${path.join('.')}: ${issue.message.replace(/\.$/, '')}.`
}

/** "Levels of dropout must be 2 to 20, such as 0, 0.1; there is 1." */
function explainLevels(path: (string | number)[], given: unknown): string {
	const name = at(given, [...path.slice(0, -1), 'factor'])
	const factor = typeof name === 'string' ? findFactor(name) : undefined
	const where = `Levels of ${factor?.title.toLowerCase() ?? 'a factor'}`
	const levels = at(given, path)
	if (!Array.isArray(levels)) return `${where} must be a list; ${found(levels)}`
	const { fewest, most } = someLevels
	if (levels.length < fewest || levels.length > most) {
		const example = factor ? `, such as ${factor.levels.slice(0, 2).join(', ')}` : ''
		return `${where} must be ${fewest} to ${most}${example}; there ${levels.length === 1 ? 'is' : 'are'} ${levels.length}.`
	}
	const strange: unknown = levels.find(
		(level) => typeof level !== 'number' && !(typeof level === 'string' && level.length <= 60)
	)
	if (strange !== undefined) return `${where} must be numbers or names; ${show(strange)} is neither.`
	const twice: unknown = levels.find((level, place) => levels.indexOf(level) < place)
	return `${where} must differ; ${show(twice)} stands there twice.`
}
