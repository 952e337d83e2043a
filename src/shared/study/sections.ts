import type { Section } from '../analysis/chapters.ts'
import { bands } from '../figures/bands.ts'
import { heatTable } from '../figures/heat-table.ts'
import { levelDots } from '../figures/level-dots.ts'
import { percent, plural } from '../format.ts'
import { findFactor } from './factors.ts'
import { sayP } from './finding.ts'
import { boundsOf, responses } from './responses.ts'
import type { StudyResult } from './result.ts'
import type { StudyCurve, StudyDetail } from './rows.ts'
import type { Design } from './study.ts'
import { axis, differenceTable, ordered, runTable } from './tables.ts'

/** What a study shows, each picture with its table: the page, the terminal and docs show the same. */
export function studySections({ study, result }: StudyDetail, curves: readonly StudyCurve[]): Section[] {
	const sections = [runsSection(study.design, result)]
	if (study.design.kind === 'grid') sections.push(gridSection(study.design, result))
	if (result.settings.some(({ difference }) => difference !== null && difference.count > 0))
		sections.push(differenceSection(study.design, result))
	if (curves.length > 0)
		sections.push(curveSection(study.design.kind === 'search' ? ranked(study.design, result, curves) : curves))
	return sections
}

/** The curves of a search, from the best draw to the worst and called by their rank. */
const ranked = (design: Design, result: StudyResult, curves: readonly StudyCurve[]): StudyCurve[] =>
	ordered(design, result).flatMap(({ title }, rank) => {
		const curve = curves.find((one) => one.title === title)
		return curve ? [{ ...curve, title: `draw ${rank + 1}` }] : []
	})

function runsSection(design: Design, result: StudyResult): Section {
	const { title, description, say } = responses[result.response]
	// a search has many settings with long names: in the order of their means, and by number
	const settings = ordered(design, result)
	const names =
		design.kind === 'search' ? settings.map((_, place) => String(place + 1)) : settings.map((one) => one.title)
	return {
		id: 'runs',
		title: `${title} of every run`,
		says: [description],
		figure: {
			kind: 'drawing',
			label: `${title} by ${axis(design)}: a dot for each run, beside them the mean with its 95 % interval. The numbers are in the table.`,
			draw: (width) =>
				levelDots(
					{
						names,
						title: design.kind === 'search' ? 'draws, the best first' : axis(design),
						values: settings.map(({ values }) => values.filter((value) => value !== null)),
						means: settings.map(({ spread }) => spread.mean),
						intervals: settings.map(({ spread }) => spread.interval),
						say: (value) => short(result, value, say),
						bounds: boundsOf(result.response)
					},
					width
				)
		},
		table: runTable(design, result)
	}
}

/** On an axis there is room for few figures. */
const short = ({ response }: StudyResult, value: number, say: (value: number) => string) =>
	response === 'valAccuracy' || response === 'testAccuracy' ? percent(value, 1) : say(value).replace(' points', '')

function differenceSection(design: Design, result: StudyResult): Section {
	const base = result.settings.find((one) => one.base)
	const compared = result.settings.filter(({ difference }) => difference !== null)
	const { difference: say } = responses[result.response]
	const { leastSignFlip, seeds } = result.power
	return {
		id: 'differences',
		title: `Difference to ${base?.title ?? 'the base'}, seed by seed`,
		says: [
			`Runs with one seed begin alike and see their images in one order, so each is compared with its own twin. The finding goes by the paired t test, corrected for ${plural(compared.length, 'comparison')} (Holm). The exact sign-flip test assumes less; with ${plural(seeds, 'seed')} it cannot come below ${leastSignFlip.toPrecision(2)}.`
		],
		figure: {
			kind: 'drawing',
			label: `Differences in ${responses[result.response].title.toLowerCase()} to ${base?.title ?? 'the base'}: a dot for each seed, beside them the mean with its 95 % interval. The numbers are in the table.`,
			draw: (width) =>
				levelDots(
					{
						names: compared.map(({ title }) => title),
						title: axis(design),
						values: compared.map(({ values }) =>
							values.flatMap((value, seed) => {
								const other = base?.values[seed] ?? null
								return value === null || other === null ? [] : [value - other]
							})
						),
						means: compared.map(({ difference }) => difference?.mean ?? null),
						intervals: compared.map(({ difference }) => difference?.interval ?? null),
						say,
						zero: true
					},
					width
				)
		},
		table: differenceTable(design, result)
	}
}

function gridSection({ factors: [rows, columns] }: Extract<Design, { kind: 'grid' }>, result: StudyResult): Section {
	const { title, say } = responses[result.response]
	const names = [rows, columns].map(({ factor, levels }) =>
		levels.map((level) => findFactor(factor)?.say(level) ?? String(level))
	)
	const titles = [rows, columns].map(({ factor }) => findFactor(factor)?.title.toLowerCase() ?? factor)
	const values = rows.levels.map((_, row) =>
		columns.levels.map((_, column) => result.settings[row * columns.levels.length + column]?.spread.mean ?? null)
	)
	const isKnown = values.flat().some((value) => value !== null)
	const { interaction } = result
	return {
		id: 'grid',
		title: `Mean ${title.toLowerCase()} by both`,
		says: interaction
			? [
					`Interaction: F(${interaction.freedom.join(', ')}) = ${interaction.f.toFixed(2)}, ${sayP(interaction.p)}, seeds as blocks.`,
					'This test takes chance to be alike in all settings: where the runs of one scatter three times as widely as the others’, it sees an interaction that is not there in up to one of ten studies.'
				]
			: ['Whether one factor’s effect depends on the other is said when every pair of levels has two seeds.'],
		figure: isKnown
			? {
					kind: 'drawing',
					label: `Mean ${title.toLowerCase()} for each pair of ${titles.join(' and ')}. The numbers are in the table.`,
					draw: (width) =>
						heatTable(
							{
								rows: names[0] ?? [],
								columns: names[1] ?? [],
								titles: [titles[0] ?? '', titles[1] ?? ''],
								values,
								say
							},
							width
						)
				}
			: null,
		table: {
			columns: [{ title: titles.join(' \\ ') }, ...(names[1] ?? []).map((name) => ({ title: name, right: true }))],
			rows: values.map((row, place) => [
				names[0]?.[place] ?? '',
				...row.map((value) => (value === null ? '–' : say(value)))
			])
		}
	}
}

function curveSection(curves: readonly StudyCurve[]): Section {
	const shown = curves.slice(0, 8)
	const epochs = [...new Set(shown.flatMap(({ points }) => points.map(({ epoch }) => epoch)))].sort((a, b) => a - b)
	return {
		id: 'curves',
		title: 'How they learned',
		says: [
			`Accuracy on validation images after each epoch: the mean of the finished runs, and a band from the lowest to the highest.${curves.length > 8 ? ` The first 8 of ${curves.length}.` : ''}`
		],
		figure: {
			kind: 'drawing',
			label: 'Accuracy by epoch, a line with a band for each level. The numbers are in the table.',
			draw: (width) => bands(shown, (value) => percent(value, 1), width)
		},
		table: {
			columns: [{ title: 'epoch' }, ...shown.map(({ title }) => ({ title, right: true }))],
			rows: epochs.map((epoch) => [
				String(epoch),
				...shown.map(({ points }) => {
					const point = points.find((one) => one.epoch === epoch)
					return point ? `${percent(point.mean)} (${percent(point.low)} to ${percent(point.high)})` : '–'
				})
			])
		}
	}
}
