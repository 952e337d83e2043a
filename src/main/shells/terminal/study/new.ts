import type { DataSetRow } from '../../../../shared/dataset.ts'
import { LabProblem, messageOf } from '../../../../shared/problems.ts'
import { factors, findFactor, type Factor, type Level } from '../../../../shared/study/factors.ts'
import { readyStudies } from '../../../../shared/study/ready.ts'
import { usualDraws, type StudyInput } from '../../../../shared/study/study.ts'
import { designFrom, numberTyped } from '../../../../shared/study/typed.ts'
import { recipeFrom } from '../train.ts'

export type NewFlags = Record<string, unknown> & {
	effect?: string
	levels?: string
	and?: string
	andLevels?: string
	search?: string[]
	draws?: string
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
	'search',
	'draws',
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
		...(seeds !== undefined && { seeds: numberTyped(seeds) }),
		...(name !== undefined && { name }),
		...(question !== undefined && { question })
	}
	const changes = Object.fromEntries(Object.entries(flags).filter(([key]) => !own.includes(key)))
	refuseBoth(flags)
	if (file !== undefined) return [{ ...parsed(file, readFile), ...given }]
	if (ready !== undefined) return readyOnes(ready, changes, readFile, sets).map((one) => ({ ...one, ...given }))
	if (effect === undefined && flags.search === undefined)
		throw new LabProblem(
			'BAD_REQUEST',
			`Name what is varied with --effect (${names()}), what is searched with --search, or one of the notebook's questions with --ready.`
		)
	const { recipe, preset } = recipeFrom(flags.base, changes, readFile, sets)
	const what = (one: string) => findFactor(one)?.title.toLowerCase() ?? one
	if (effect === undefined) {
		const rows = (flags.search ?? []).map(searched)
		const titles = rows.map(({ factor }) => what(factor)).join(' and ')
		return [
			{
				name: `Search over ${titles}`,
				question: `Which ${titles} do best?`,
				base: recipe,
				preset,
				design: designFrom('search', rows, flags.draws === undefined ? usualDraws : numberTyped(flags.draws)),
				...given
			}
		]
	}
	const first = levelsOf(effect, flags.levels)
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

/** "neurons=16..256", "optimizer=sgd,adam": a factor and what it is searched over. */
function searched(text: string): { factor: string; levels: string } {
	const [factor = '', ...rest] = text.split('=')
	if (rest.length === 0)
		throw new LabProblem(
			'BAD_REQUEST',
			`--search takes a factor with its range, such as learningRate=0.0001..0.1 or optimizer=sgd,adam; it is "${text}".`
		)
	known(factor.trim())
	return { factor: factor.trim(), levels: rest.join('=') }
}

/** Each of these is a study of its own; none of them is passed over in silence. */
function refuseBoth({ effect, search, draws, ready, file, levels, and, andLevels }: NewFlags): void {
	const [one, other] = Object.entries({ effect, search, ready, file }).flatMap(([name, value]) =>
		value === undefined ? [] : [`--${name}`]
	)
	if (one && other)
		throw new LabProblem('BAD_REQUEST', `${one} and ${other} name two studies: make them one after another.`)
	if (search !== undefined && (levels ?? and ?? andLevels) !== undefined)
		throw new LabProblem(
			'BAD_REQUEST',
			'A random search has ranges: --levels, --and and --and-levels go with --effect.'
		)
	if (draws !== undefined && search === undefined)
		throw new LabProblem('BAD_REQUEST', '--draws belongs to a random search: name its ranges with --search.')
}

const names = () => factors.map((one) => one.name).join(', ')

function known(name: string): Factor {
	const factor = findFactor(name)
	if (!factor) throw new LabProblem('BAD_REQUEST', `There is no factor "${name}". There are ${names()}.`)
	return factor
}

function levelsOf(name: string, text: string | undefined): { factor: string; levels: Level[] } {
	const factor = known(name)
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
		throw new LabProblem('BAD_REQUEST', `${path} holds no study that can be read (${messageOf(error)}).`)
	}
}
