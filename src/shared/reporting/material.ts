import type { Analysis, ImageMap } from '../analysis/analysis.ts'
import type { RunComparison } from '../comparing.ts'
import type { Recipe } from '../recipe.ts'
import type { RunDetail } from '../runs.ts'
import type { ReportOutline } from './outline.ts'
import type { StudyResult } from '../study/result.ts'
import type { StudyCurve, StudyDetail } from '../study/rows.ts'

/** A study, how its settings learned, and what they came to on the test images. */
export interface StudyMaterial {
	detail: StudyDetail
	curves: StudyCurve[]
	test: StudyResult
}

/** What has been worked out of a data set. */
export interface DataMaterial {
	set: string
	name: string
	analysis: Analysis
	map: ImageMap | null
}

/** What a report is written from. */
export interface Material {
	/** In the order of the outline. */
	runs: RunDetail[]
	/** Null where there is nothing to compare, and why. */
	comparison: RunComparison | null
	why: string | null
	studies: StudyMaterial[]
	/** Of the data set that the first of them learned from; null where nobody asked, or nobody has looked at it yet. */
	data: DataMaterial | null
}

/** What runs were trained with, and what studies start from. */
export const recipesIn = ({ runs, studies }: Pick<Material, 'runs' | 'studies'>): Recipe[] => [
	...runs.map(({ recipe }) => recipe),
	...studies.map(({ detail }) => detail.study.base)
]

/** "mlp-64, run 12": a run as a report names it. */
export const runTitle = ({ name, id }: Pick<RunDetail, 'name' | 'id'>) => `${name}${runTail(id)}`

/** What tells a run's title from that of another of the same name: ", run 12". */
export const runTail = (run: number) => `, run ${run}`

/** Why these runs are not compared; null where they are. */
export function findsNothing(runs: readonly RunDetail[]): string | null {
	const finished = runs.filter(({ test }) => test !== null)
	if (finished.length < 2) return 'It takes two finished runs or more to compare.'
	const [first] = finished
	const foreign = finished.find(({ testKey }) => testKey !== first?.testKey)
	return foreign && first
		? `${runTitle(foreign)} (${foreign.dataName}) was judged by other images than ${runTitle(first)} (${first.dataName}), so their accuracies say nothing about each other.`
		: null
}

/** Where the material of a report comes from: the lab itself, or the page that asks it. */
export interface MaterialSource {
	run(run: number): Promise<RunDetail>
	study(study: number): Promise<StudyMaterial>
	compare(runs: number[], sameWithin: number): Promise<RunComparison>
}

/** Gathers what a report is written from, one after another; what is in the data is looked at apart. */
export async function gathered(
	{ runs: asked, studies: wanted, sameWithin }: Pick<ReportOutline, 'runs' | 'studies' | 'sameWithin'>,
	source: MaterialSource
): Promise<Omit<Material, 'data'>> {
	const runs: RunDetail[] = []
	for (const run of new Set(asked)) runs.push(await source.run(run))
	const studies: StudyMaterial[] = []
	for (const study of new Set(wanted)) studies.push(await source.study(study))
	const why = findsNothing(runs)
	const finished = runs.filter(({ test }) => test !== null).map(({ id }) => id)
	return { runs, comparison: why === null ? await source.compare(finished, sameWithin) : null, why, studies }
}
