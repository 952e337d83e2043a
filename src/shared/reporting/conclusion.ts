import type { Section } from '../analysis/chapters.ts'
import { namer, sayPair, sayTies } from '../comparing-words.ts'
import { percent, percentRange } from '../format.ts'
import { runTitle, type Material } from './material.ts'

/** What the numbers come to, in a sentence or two. */
export function conclusionSections({ runs, comparison, studies }: Material): Section[] {
	const [pair] = comparison?.pairs ?? []
	const compared = !comparison
		? []
		: comparison.runs.length === 2 && pair
			? [sayPair(pair, namer(comparison), comparison.sameWithin, true)]
			: [sayTies(comparison)]
	const alone = runs.flatMap((run) =>
		run.test
			? [
					`${runTitle(run)} recognises ${percent(run.test.accuracy)} of images that it has never seen (${percentRange(run.test.interval.low, run.test.interval.high)}).`
				]
			: []
	)
	const found = studies.flatMap(({ detail: { name, result } }) =>
		result.finding.slice(0, 1).map((sentence) => `${name}: ${sentence}`)
	)
	const says = [...(compared.length > 0 ? compared : alone), ...found]
	return says.length === 0 ? [] : [{ id: 'finding', title: 'What the numbers say', says, figure: null, table: null }]
}
