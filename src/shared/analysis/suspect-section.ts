import { count, percent, percentRange, plural } from '../format.ts'
import type { Section } from './chapters.ts'
import { howMany, listed, sentence } from './say.ts'
import { verdicts, verdictTitles, type Counted, type Suspects } from './suspects.ts'

/** What the finished runs say against labels, in the report's form; the page lets a person judge. */
export function suspectSection(suspects: Suspects, classNames: readonly string[]): Section {
	const { images } = suspects
	return {
		id: 'suspects',
		title: 'Labels that the runs doubt',
		says: saySuspects(suspects),
		figure:
			images.length === 0
				? null
				: {
						kind: 'tiles',
						rows: [
							{
								title: null,
								tiles: images.map(({ part, image, label, guess, verdict }) => ({
									part,
									image,
									label,
									caption: `${classNames[label]}, not ${classNames[guess]}?${verdict ? ` ${verdictTitles[verdict]}` : ''}`
								}))
							}
						]
					},
		table:
			images.length === 0
				? null
				: {
						columns: [
							{ title: 'Part' },
							...['Image', 'Label', 'Runs say', 'Runs against', 'Doubt'].map((title) => ({ title, right: true })),
							{ title: 'Verdict' }
						],
						rows: images.map(({ part, image, label, guess, against, runs, doubt, verdict }) => [
							part,
							count(image),
							classNames[label] ?? '',
							classNames[guess] ?? '',
							`${against} of ${runs}`,
							doubt.toFixed(2),
							verdict ? verdictTitles[verdict] : ''
						])
					}
	}
}

/** How often each run is right, with the images that a person calls wrongly labelled or ambiguous and without them; null without runs. */
export function accuracySection({ accuracies }: Suspects): Section | null {
	if (accuracies.length === 0) return null
	const out = Math.max(...accuracies.map(({ all, without }) => all.count - without.count))
	const share = ({ correct, count: images }: Counted) => (images === 0 ? '–' : percent(correct / images))
	const range = ({ interval }: Counted) => percentRange(interval.low, interval.high)
	return {
		id: 'suspect-accuracies',
		title: 'Accuracies with and without doubted labels',
		says: [
			out === 0
				? 'No test image is called wrongly labelled or ambiguous yet: nothing is left out.'
				: `The right half leaves out ${howMany(out, 'test image')}, called wrongly labelled or ambiguous by a person.`
		],
		figure: null,
		table: {
			columns: [
				{ title: 'Run' },
				...['All test images', '95 % interval', 'Without those', '95 % interval'].map((title) => ({
					title,
					right: true
				}))
			],
			rows: accuracies.map(({ name, all, without }) => [
				name,
				share(all),
				range(all),
				...(all.count === without.count ? ['–', ''] : [share(without), range(without)])
			])
		}
	}
}

/** What was asked, what was found, and what it changes. */
export function saySuspects({ runs, finished, contradicted, judged, accuracies }: Suspects): string[] {
	if (runs === 0)
		return ['No finished run can be asked yet: train one, and the images whose labels it contradicts are listed here.']
	const said = verdicts.filter((verdict) => judged[verdict] > 0)
	const out = accuracies[0] ? accuracies[0].all.count - accuracies[0].without.count : 0
	const [best] = accuracies
	return [
		`${sentence(plural(runs, 'finished run'))}${finished > runs ? ` of ${count(finished)}, those with the best validation accuracy and shares for answers,` : ''} ${runs === 1 ? 'was' : 'were'} asked, each only about images it had not learned from: the test images, and its validation images. On the whole they contradict the label of ${howMany(contradicted, 'image')}.`,
		'An image ranks high when many runs take it for something else and are sure of it.',
		said.length === 0
			? 'Nobody has judged any of them yet.'
			: `Judged so far: ${listed(said.map((verdict) => `${judged[verdict]} ${verdictTitles[verdict]}`))}.`,
		...(out > 0 && best
			? [
					`Without the ${howMany(out, 'test image')} called wrongly labelled or ambiguous, ${best.name} is right on ${percent(best.without.correct / Math.max(1, best.without.count))} (${percentRange(best.without.interval.low, best.without.interval.high)}) instead of ${percent(best.all.correct / best.all.count)}.`
				]
			: [])
	]
}
