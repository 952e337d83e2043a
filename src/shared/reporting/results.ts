import type { Section } from '../analysis/chapters.ts'
import { factsOf } from '../dataset.ts'
import { points as inPoints } from '../comparing-words.ts'
import { beside, curves } from '../figures/curves.ts'
import { intervals } from '../figures/intervals.ts'
import { matrix } from '../figures/matrix.ts'
import { count, figures, loss, percent, percentRange, plural, seconds } from '../format.ts'
import { runLook } from '../run-colour.ts'
import type { RunDetail } from '../runs.ts'
import { runTail, runTitle, type Material } from './material.ts'

/** What came of each run: all in one table, then one by one. */
export const resultSections = ({ runs }: Material): Section[] => [
	overview(runs),
	...runs.flatMap((run) => [learning(run), ...mistakes(run)])
]

function overview(runs: readonly RunDetail[]): Section {
	const tested = runs.flatMap((run) =>
		run.test
			? [{ ...run.test, title: runTitle(run), tail: runTail(run.id), share: run.test.accuracy, look: runLook(run.id) }]
			: []
	)
	const missing = runs.filter(({ test }) => !test)
	return {
		id: 'results',
		title: 'Accuracy on the test images',
		says: [
			'Each with its 95 % interval (Wilson 1927): the range that holds the true accuracy in 95 of 100 such tests.',
			...missing.map((run) => `${runTitle(run)} has not been judged: it is ${run.status}.`)
		],
		figure:
			tested.length === 0
				? null
				: {
						kind: 'drawing',
						label: tested.map(({ title, share }) => `${title}: ${percent(share)}`).join('; '),
						draw: (width) => intervals(tested, (share) => percent(share, 0), width)
					},
		table: {
			columns: [
				{ title: 'Run' },
				...['Epochs', 'Training', 'Validation', 'Test', '95 %', 'Test loss', 'Parameters', 'Time'].map((title) => ({
					title,
					right: true
				}))
			],
			rows: runs.map((run) => {
				const judged = run.points.find(({ epoch }) => epoch === run.test?.epoch) ?? run.points.at(-1)
				return [
					runTitle(run),
					count(run.epochsDone),
					percent(judged?.accuracy ?? null),
					percent(judged?.valAccuracy ?? null),
					percent(run.test?.accuracy ?? null),
					run.test ? percentRange(run.test.interval.low, run.test.interval.high) : '–',
					loss(run.test?.loss ?? null),
					count(run.parameters),
					seconds(run.seconds)
				]
			})
		}
	}
}

function learning(run: RunDetail): Section {
	const { points } = run
	const last = points.at(-1)
	const look = runLook(run.id)
	const lines = (training: 'loss' | 'accuracy', validation: 'valLoss' | 'valAccuracy') => [
		{ title: 'training', look, points: points.map((point) => ({ epoch: point.epoch, value: point[training] })) },
		{
			title: 'validation',
			look: `${look} dashed`,
			points: points.map((point) => ({ epoch: point.epoch, value: point[validation] }))
		}
	]
	const gap = last?.valAccuracy === null || !last ? null : last.accuracy - last.valAccuracy
	return {
		id: `run-${run.id}`,
		title: `${runTitle(run)}: learning`,
		says: [
			`${run.network}; ${run.settings}.`,
			last
				? `After ${plural(last.epoch, 'epoch')} ${percent(last.accuracy)} of the training images were recognised${last.valAccuracy === null ? '' : ` and ${percent(last.valAccuracy)} of the validation images, ${inPoints(Math.abs(gap ?? 0))} points ${gap !== null && gap < 0 ? 'more' : 'less'}`}. Training is solid, validation dashed.`
				: 'No epoch has ended yet.'
		],
		figure: last
			? {
					kind: 'drawing',
					label: `Accuracy and loss of ${runTitle(run)} by epoch. Epoch ${last.epoch}: accuracy ${percent(last.accuracy)}, validation ${percent(last.valAccuracy)}; loss ${loss(last.loss)}, validation ${loss(last.valLoss)}.`,
					draw: (width) =>
						beside(
							(half) =>
								curves(
									lines('accuracy', 'valAccuracy'),
									{ title: 'accuracy by epoch', say: (share) => percent(share, 1) },
									half
								),
							(half) => curves(lines('loss', 'valLoss'), { title: 'loss by epoch', say: figures }, half),
							width
						)
				}
			: null,
		table: {
			columns: ['Epoch', 'Loss', 'Accuracy', 'Validation loss', 'Validation accuracy'].map((title) => ({
				title,
				right: true
			})),
			rows: some(points).map((point) => [
				count(point.epoch),
				loss(point.loss),
				percent(point.accuracy),
				loss(point.valLoss),
				percent(point.valAccuracy)
			])
		}
	}
}

/** At most a hundred, the first and the last among them. */
const some = <Point>(points: readonly Point[]) => {
	const every = Math.ceil(points.length / 99)
	return points.filter((_, place) => place % every === 0 || place === points.length - 1)
}

function mistakes(run: RunDetail): Section[] {
	const { judgement, test } = run
	if (!judgement || !test) return []
	const all = factsOf(run.recipe.data).classes
	const there = judgement.classes.map(({ label }) => label)
	const names = there.map((label) => all[label] ?? String(label))
	const cells = there.map((label) => there.map((guess) => judgement.matrix[label]?.[guess] ?? 0))
	const worst = cells
		.flatMap((row, one) =>
			row.map((images, other) => ({ images, is: names[one], as: names[other], same: one === other }))
		)
		.filter(({ images, same }) => images > 0 && !same)
		.toSorted((a, b) => b.images - a.images)
		.slice(0, 3)
		.map(({ images, is, as }) => `${as} for ${is} (${images} times)`)
	return [
		{
			id: `mistakes-${run.id}`,
			title: `${runTitle(run)}: where it is wrong`,
			says: [
				`${count(test.count - test.correct)} of ${count(test.count)} test images were taken for something else. ${worst.length > 0 ? `Most often it took ${worst.join(', ')}.` : ''} A row for each true class, a column for what it was taken for; the mean F1 score of the classes is ${judgement.macro.f1.toFixed(4)}.`
			],
			// of hundreds of classes no cell could be seen
			figure:
				names.length > 30
					? null
					: {
							kind: 'drawing',
							label: `Confusions of ${runTitle(run)}. Most often: ${worst.join(', ')}.`,
							draw: (width) => matrix(names, cells, count, Math.min(width, 560))
						},
			table: {
				columns: [
					{ title: 'Class' },
					...['Images', 'Right', 'Precision', 'Recall', 'F1'].map((title) => ({ title, right: true }))
				],
				rows: judgement.classes.map(({ label, support, precision, recall, f1 }) => [
					all[label] ?? String(label),
					count(support),
					count(judgement.matrix[label]?.[label] ?? 0),
					percent(precision),
					percent(recall),
					f1.toFixed(4)
				])
			}
		}
	]
}
