import type { Section } from '../analysis/chapters.ts'
import { sayLooks, sayOnlyThese } from '../comparing-words.ts'
import { mnistId } from '../dataset.ts'
import { plural } from '../format.ts'
import { recipesIn, runTitle, type Material } from './material.ts'

/** What these numbers cannot show. */
export function limitSections(material: Material): Section[] {
	const { runs, comparison, studies } = material
	const machines = new Set(
		runs.flatMap(({ environment }) =>
			environment ? [`${environment.cpu} ${environment.threads} ${environment.engine}`] : []
		)
	)
	const early = runs.filter(({ status }) => status !== 'finished')
	const likenesses = Map.groupBy(runs, ({ likeness }) => likeness)
	const alone = [...likenesses.values()].filter((group) => group.length === 1).length
	const says = [
		...(comparison ? [sayOnlyThese, sayLooks(comparison)] : []),
		...(alone > 0
			? [
					`${plural(alone, 'recipe')} ${alone === 1 ? 'was' : 'were'} trained with one seed only here, so these runs do not show how much another seed would change.`
				]
			: []),
		...(machines.size > 1
			? [`The runs were trained on ${machines.size} different machines or engines: their times cannot be compared.`]
			: []),
		...early.map(
			(run) => `${runTitle(run)} did not finish (${run.status}); what is said of it holds for the epochs it had.`
		),
		...(studies.length > 0
			? [
					'What a study finds holds for its base recipe, its levels and its data. Its intervals speak of chance in the seeds; that nothing could be shown does not mean that there is nothing.'
				]
			: []),
		...(recipesIn(material).some(({ data }) => data.set === mnistId)
			? [
					'Some of MNIST’s test labels are wrong (15 of 10,000 by human count; Northcutt, Athalye and Mueller 2021), so no network should reach 100 %.'
				]
			: []),
		runs.length > 0
			? 'Intervals of a run speak of chance in the choice of test images alone: other hands, pens or scanners may give quite other accuracies.'
			: 'Other hands, pens or scanners may give quite other accuracies.'
	]
	return [{ id: 'limits', title: 'What these numbers cannot show', says, figure: null, table: null }]
}
