import { responses, type ResponseName } from '../../../shared/study/responses.ts'
import type { Difference, SettingResult, StudyResult } from '../../../shared/study/result.ts'
import type { Design } from '../../../shared/study/study.ts'
import { findingOf } from '../../../shared/study/finding.ts'
import { holm } from '../holm.ts'
import { interaction } from './interaction.ts'
import { pairedP, signFlip, spreadOf } from './paired.ts'
import { powerOf } from './power.ts'

/** A setting as it was trained. */
export type Trained = Pick<SettingResult, 'levels' | 'title' | 'base' | 'values'>

/** What the runs of a study say about one response. */
export function resultOf(
	design: Design,
	response: ResponseName,
	trained: readonly Trained[],
	seeds: number
): StudyResult {
	const base = trained.find((one) => one.base)
	const unadjusted = trained.map((one) => (base && one !== base ? differenceOf(one, base) : null))
	const adjusted = holm(unadjusted.map((one) => one?.p ?? null))
	const settings = trained.map((one, place): SettingResult => {
		const difference = unadjusted[place] ?? null
		return {
			...one,
			spread: spreadOf(one.values.filter((value) => value !== null)),
			difference: difference && { ...difference, holm: adjusted[place] ?? null }
		}
	})
	const comparisons = Math.max(1, unadjusted.filter((one) => one !== null).length)
	const result = {
		response,
		settings,
		interaction: design.kind === 'grid' ? interactionOf(design, trained) : null,
		power: powerOf(seeds, 0.05 / comparisons),
		deviation: pooled(settings.flatMap(({ difference }) => difference ?? []))
	}
	return { ...result, finding: findingOf(design, result, responses[response].better) }
}

function differenceOf({ values }: Trained, base: Trained): Difference {
	const differences = values.flatMap((value, seed) => {
		const other = base.values[seed] ?? null
		return value === null || other === null ? [] : [value - other]
	})
	const spread = spreadOf(differences)
	return { ...spread, p: pairedP(spread), holm: null, signFlip: differences.length > 1 ? signFlip(differences) : null }
}

/** Of the seeds that every setting has. */
function interactionOf({ factors: [rows, columns] }: Extract<Design, { kind: 'grid' }>, trained: readonly Trained[]) {
	const seeds = (trained[0]?.values ?? []).flatMap((_, seed) =>
		trained.every(({ values }) => (values[seed] ?? null) !== null) ? [seed] : []
	)
	const cell = (row: number, column: number) => trained[row * columns.levels.length + column]
	return interaction(
		rows.levels.map((_, row) =>
			columns.levels.map((_, column) => seeds.map((seed) => cell(row, column)?.values[seed] ?? NaN))
		)
	)
}

/** The square root of the mean variance, each with its degrees of freedom. */
function pooled(differences: readonly Difference[]): number | null {
	const known = differences.flatMap(({ count, deviation }) => (deviation === null ? [] : [{ count, deviation }]))
	const freedom = known.reduce((sum, { count }) => sum + count - 1, 0)
	if (freedom === 0) return null
	return Math.sqrt(known.reduce((sum, { count, deviation }) => sum + (count - 1) * deviation ** 2, 0) / freedom)
}
