import type { DataSetRow } from '../../../../shared/dataset.ts'
import { LabProblem } from '../../../../shared/problems.ts'
import { factors, findFactor, type Factor, type Level } from '../../../../shared/study/factors.ts'
import { readyStudies } from '../../../../shared/study/ready.ts'
import type { StudyInput } from '../../../../shared/study/study.ts'
import { recipeFrom } from '../train.ts'

export type NewFlags = Record<string, unknown> & {
	effect?: string
	levels?: string
	and?: string
	andLevels?: string
	base: string
	ready?: string
	file?: string
	seeds?: string
	name?: string
	question?: string
	expect?: string
	json?: boolean
}

/** Flags that are about the study; the others change its base recipe. */
const own = [
	'effect',
	'levels',
	'and',
	'andLevels',
	'base',
	'ready',
	'file',
	'seeds',
	'name',
	'question',
	'expect',
	'json'
]

/** The studies that the flags describe, not yet checked as a whole. Throws LabProblems. */
export function studyFrom(flags: NewFlags, readFile: (path: string) => string, sets: readonly DataSetRow[]): unknown[] {
	const { file, ready, effect, seeds, name, question } = flags
	const given = {
		...(seeds !== undefined && { seeds: Number(seeds) }),
		...(name !== undefined && { name }),
		...(question !== undefined && { question })
	}
	const changes = Object.fromEntries(Object.entries(flags).filter(([key]) => !own.includes(key)))
	if (file !== undefined) return [{ ...parsed(file, readFile), ...given }]
	if (ready !== undefined) return readyOnes(ready, changes, readFile, sets).map((one) => ({ ...one, ...given }))
	if (effect === undefined)
		throw new LabProblem(
			'BAD_REQUEST',
			`Name what is varied with --effect (${names()}), or one of the notebook's questions with --ready.`
		)
	const { recipe, preset } = recipeFrom(flags.base, changes, readFile, sets)
	const first = levelsOf(effect, flags.levels)
	const what = (one: string) => findFactor(one)?.title.toLowerCase() ?? one
	if (flags.and === undefined)
		return [
			{
				name: `Effect of ${what(effect)}`,
				question: `What is the effect of ${what(effect)} on accuracy?`,
				base: recipe,
				preset,
				design: { kind: 'one', ...first },
				...given
			}
		]
	const both = `${what(effect)} and ${what(flags.and)}`
	const design = { kind: 'grid', factors: [first, levelsOf(flags.and, flags.andLevels)] }
	return [
		{ name: `Effect of ${both}`, question: `What do ${both} do together?`, base: recipe, preset, design, ...given }
	]
}

const names = () => factors.map((one) => one.name).join(', ')

function levelsOf(name: string, text: string | undefined): { factor: string; levels: Level[] } {
	const factor = findFactor(name)
	if (!factor) throw new LabProblem('BAD_REQUEST', `There is no factor "${name}". There are ${names()}.`)
	return { factor: name, levels: text === undefined ? [...factor.levels] : levelsIn(text, factor) }
}

/** "0,0.2,0.4" as levels; what is no number where one is needed stays a word, and is refused with the study. */
export const levelsIn = (text: string, factor: Factor | undefined): Level[] =>
	text.split(',').map((part) => {
		const word = part.trim()
		return factor?.control.kind === 'number' && word !== '' && !Number.isNaN(Number(word)) ? Number(word) : word
	})

function readyOnes(
	ready: string,
	changes: Record<string, unknown>,
	readFile: (path: string) => string,
	sets: readonly DataSetRow[]
): StudyInput[] {
	const all = readyStudies()
	const found = all.filter(({ design }) => ready === 'all' || ('factor' in design && design.factor === ready))
	if (found.length === 0) {
		const known = all.map(({ design }) => ('factor' in design ? design.factor : ''))
		throw new LabProblem('BAD_REQUEST', `--ready takes ${known.join(', ')} or all; it is "${ready}".`)
	}
	return found.map((one) => {
		if (Object.keys(changes).length === 0) return one
		const { recipe } = recipeFrom(
			'base',
			changes,
			(path) => (path === 'base' ? JSON.stringify(one.base) : readFile(path)),
			sets
		)
		return { ...one, base: recipe }
	})
}

function parsed(path: string, readFile: (path: string) => string): object {
	try {
		const found = JSON.parse(readFile(path)) as { study?: object }
		// "study show --json" has more around it
		return found.study ?? found
	} catch (error) {
		throw new LabProblem(
			'BAD_REQUEST',
			`${path} holds no study that can be read (${error instanceof Error ? error.message : String(error)}).`
		)
	}
}
