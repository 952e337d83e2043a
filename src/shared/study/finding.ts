import { plural } from '../format.ts'
import { findFactor } from './factors.ts'
import { responses, sayDifference, type ResponseName } from './responses.ts'
import type { Difference, SettingResult, StudyResult } from './result.ts'
import { factorsIn, type Design } from './study.ts'

type Numbers = Omit<StudyResult, 'finding'>
type Compared = SettingResult & { difference: Difference }

/** A p that is shown: "p = 0.012", "p < 0.001". */
export const sayP = (p: number) => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`)

/** "−0.31 points (95 %: −0.52 to −0.10)" */
export function sayInterval(response: ResponseName, { mean, interval }: Pick<Difference, 'mean' | 'interval'>): string {
	if (mean === null) return 'no pair of runs yet'
	const { difference } = responses[response]
	const range = interval ? ` (95 %: ${difference(interval.low)} to ${difference(interval.high)})` : ''
	return `${sayDifference(response, mean)}${range}`
}

/** What a study has found, in sentences made of its numbers. */
export function findingOf(design: Design, numbers: Numbers, better: 'more' | 'less'): string[] {
	if (numbers.settings.every(({ spread }) => spread.count === 0)) return ['Nothing has been trained yet.']
	if (design.kind === 'search') return [best(numbers, better), searchCaution(numbers)]
	const sentences = [effect(design, numbers)]
	if (numbers.interaction) sentences.push(together(design, numbers.interaction.p))
	if (numbers.settings.some(({ spread }) => spread.count > 1)) sentences.push(best(numbers, better))
	const limit = canShow(numbers)
	return limit ? [...sentences, limit] : sentences
}

function effect(design: Design, { response, settings }: Numbers): string {
	const base = settings.find((one) => one.base)
	const compared = settings.filter((one): one is Compared => one.difference !== null)
	const known = compared.filter(({ difference }) => difference.holm !== null)
	const name = factorsIn(design)
		.map((one) => findFactor(one)?.title.toLowerCase() ?? one)
		.join(' and ')
	const what = responses[response].title.toLowerCase()
	if (!base || known.length === 0)
		return `At least two seeds of the base and of another level are needed to say what ${name} does.`
	const from = design.kind === 'one' ? `${name} ${base.title}` : base.title
	const shown = known.filter(({ difference }) => (difference.holm ?? 1) < 0.05)
	if (shown.length === 0)
		return `No effect of ${name} on ${what} could be shown: no level differs from ${from} by more than chance does (smallest ${sayP(Math.min(...known.map(({ difference }) => difference.holm ?? 1)))}, corrected).`
	// of many, those that differ most
	const most = shown.toSorted((a, b) => Math.abs(b.difference.mean ?? 0) - Math.abs(a.difference.mean ?? 0)).slice(0, 3)
	const said = shown
		.filter((one) => most.includes(one))
		.map(({ title, difference }) => `${title} by ${sayInterval(response, difference)}, ${sayP(difference.holm ?? 1)}`)
	const unsaid = shown.length - said.length
	const more = unsaid > 0 ? ` ${plural(unsaid, 'other level')} ${unsaid === 1 ? 'differs' : 'differ'} by less.` : ''
	const rest = known.filter((one) => !shown.includes(one)).map(({ title }) => title)
	const others = rest.length > 0 ? ` For ${list(rest)} no difference could be shown.` : ''
	const head = name.charAt(0).toUpperCase() + name.slice(1)
	const changes = design.kind === 'grid' ? 'change' : 'changes'
	return `${head} ${changes} ${what}: compared with ${from}, ${list(said, '; ')} (p corrected for ${plural(known.length, 'comparison')}).${more}${others}`
}

function together(design: Design, p: number): string {
	const [one = '', other = ''] = factorsIn(design).map((name) => findFactor(name)?.title.toLowerCase() ?? name)
	return p < 0.05
		? `What ${one} does depends on ${other} (interaction, ${sayP(p)}).`
		: `That what ${one} does depends on ${other} could not be shown (interaction, ${sayP(p)}).`
}

function best({ response, settings }: Numbers, better: 'more' | 'less'): string {
	const known = settings.flatMap(({ title, spread: { mean, count } }) =>
		mean === null ? [] : [{ title, mean, count }]
	)
	const first = known.reduce((a, b) => ((better === 'more' ? b.mean > a.mean : b.mean < a.mean) ? b : a))
	return `The mean is ${better === 'more' ? 'highest' : 'lowest'} with ${first.title}: ${responses[response].say(first.mean)} over ${plural(first.count, 'run')}.`
}

const searchCaution = ({ settings }: Numbers) =>
	`The best of ${plural(settings.length, 'draw')} looks better than it is, since chance helped to choose it: train it with seeds of its own before you believe the number.`

/** How small a difference may be that this study would still have found. */
function canShow({ response, power, deviation }: Numbers): string | null {
	if (power.effect === null || deviation === null || deviation === 0) return null
	const least = sayDifference(response, power.effect * deviation).replace('+', '')
	return `With ${plural(power.seeds, 'paired seed')} a difference of ${least} would be found in 80 of 100 such studies; what is smaller may be there unseen.`
}

const list = (all: readonly string[], comma = ', ') =>
	all.length < 2
		? (all[0] ?? '')
		: `${all.slice(0, -1).join(comma)}${comma === ', ' ? ' and ' : comma}${all.at(-1) ?? ''}`
