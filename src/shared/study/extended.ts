import type { Level } from './factors.ts'
import { factorsIn, type Design, type Study } from './study.ts'
import { LabProblem } from '../problems.ts'

/** What a study is to have more of. */
export interface Extension {
	seeds?: number | undefined
	/** By factor; those that are there already are left out. */
	levels?: Record<string, Level[]> | undefined
	draws?: number | undefined
}

/** The larger study. Throws a LabProblem where it would be smaller or another one: what is trained must go on counting. */
export function extended(study: Study, { seeds = study.seeds, levels = {}, draws }: Extension): Study {
	if (seeds < study.seeds)
		throw new LabProblem('BAD_REQUEST', `The study has ${study.seeds} seeds already; it can have more, not fewer.`)
	const known = factorsIn(study.design)
	const stranger = Object.keys(levels).find((name) => !known.includes(name))
	if (stranger !== undefined)
		throw new LabProblem('BAD_REQUEST', `The study does not vary ${stranger}; its factors are ${known.join(', ')}.`)
	return { ...study, seeds, design: more(study.design, levels, draws) }
}

function more(design: Design, levels: Record<string, Level[]>, draws: number | undefined): Design {
	const grown = (factor: string, before: Level[]) => [...new Set([...before, ...(levels[factor] ?? [])])]
	if (draws !== undefined && design.kind !== 'search')
		throw new LabProblem('BAD_REQUEST', 'Only a random search has draws: give this study more levels or seeds.')
	switch (design.kind) {
		case 'one':
			return { ...design, levels: grown(design.factor, design.levels) }
		case 'grid': {
			const [rows, columns] = design.factors
			return {
				...design,
				factors: [
					{ ...rows, levels: grown(rows.factor, rows.levels) },
					{ ...columns, levels: grown(columns.factor, columns.levels) }
				]
			}
		}
		case 'search':
			if (Object.keys(levels).length > 0)
				throw new LabProblem('BAD_REQUEST', 'A random search has ranges and no levels: give it more draws.')
			if (draws !== undefined && draws < design.draws)
				throw new LabProblem(
					'BAD_REQUEST',
					`The search has ${design.draws} draws already; it can have more, not fewer.`
				)
			return { ...design, draws: draws ?? design.draws }
	}
}
