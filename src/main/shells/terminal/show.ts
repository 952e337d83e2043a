import { factsOf, mnist } from '../../../shared/dataset.ts'
import type { Calibration } from '../../../shared/calibration.ts'
import { sayLater } from '../../../shared/environment.ts'
import { bytes, count, loss, moment, percent, percentRange, seconds } from '../../../shared/format.ts'
import type { LayerRow } from '../../../shared/network.ts'
import { presets } from '../../../shared/presets.ts'
import type { ClassScore } from '../../../shared/judgement.ts'
import type { EpochPoint, RunDetail, RunRow } from '../../../shared/runs.ts'
import { sayTestInterval } from '../../../shared/test-interval.ts'
import { sayNetworks, saySettings } from '../../../shared/words.ts'
import { spark } from './spark.ts'
import { table } from './table.ts'

export function presetLines(): string {
	return presets
		.map(
			({ name, teaches, recipe }) =>
				`${name}\n    ${teaches}\n    ${sayNetworks(recipe, mnist.image)}\n    ${saySettings(recipe)}`
		)
		.join('\n')
}

export function runTable(runs: readonly RunRow[], now: Date): string {
	return table(
		[
			{ title: 'run', right: true, cell: (run) => String(run.id) },
			{ title: '', cell: (run) => (run.starred ? '★' : ' ') },
			{
				title: 'name',
				cell: (run) =>
					[run.name, ...run.tags.map((tag) => `[${tag}]`), ...(run.archived ? ['(archived)'] : [])].join(' ')
			},
			{ title: 'status', cell: (run) => run.status },
			{ title: 'epochs', right: true, cell: (run) => `${run.epochsDone}/${run.epochs}` },
			{ title: 'validation', right: true, cell: (run) => percent(run.valAccuracy) },
			{ title: 'test', right: true, cell: (run) => percent(run.testAccuracy) },
			{ title: '95 %', right: true, cell: sayTestInterval },
			{ title: 'parameters', right: true, cell: (run) => count(run.parameters) },
			{ title: 'time', right: true, cell: (run) => seconds(run.seconds) },
			{ title: 'when', right: true, cell: (run) => moment(run.created, now) }
		],
		runs
	)
}

/** What `show --json` prints: one object with the names a script would look for. */
export function showObject(run: RunDetail, calibration: Calibration | null) {
	const { id, points, epochs, summary, judgement, ...rest } = run
	return {
		run: id,
		...rest,
		summary: summary.map(({ kind, output, parameters }) => ({ layer: kind, outputShape: output, parameters })),
		plannedEpochs: epochs,
		epochs: points,
		confusion: judgement?.matrix ?? null,
		classes: judgement?.classes ?? null,
		calibration
	}
}

/** `width` is the terminal's, in characters. */
export function showText(run: RunDetail, calibration: Calibration | null, width = 80): string {
	const { test, environment } = run
	const lines = [
		`Run ${run.id}: ${run.name} (${run.status})`,
		run.network,
		run.settings,
		...(run.problem ? [run.problem] : []),
		...(run.tags.length > 0 ? [`Tags: ${run.tags.join(', ')}`] : []),
		...(run.note ? [run.note] : []),
		'',
		summaryTable(run.summary),
		`${count(run.parameters)} parameters`,
		'',
		...(run.points.length > 0 ? [pointTable(run.points), '', curveLines(run.points, width), ''] : []),
		test
			? `Test: accuracy ${percent(test.accuracy)} (${count(test.correct)} of ${count(test.count)}, 95 % interval ${percentRange(test.interval.low, test.interval.high)}), loss ${loss(test.loss)}, weights of epoch ${test.epoch}`
			: 'Test: not yet; the test images are looked at once, when a run finishes.',
		...(calibration ? [sayCalibration(calibration)] : []),
		...(environment
			? [
					`Trained in ${seconds(run.seconds)} on ${environment.cpu}, ${environment.threads} threads, TensorFlow ${environment.tensorflow} (${environment.backend})${run.peakMemory === null ? '' : `, ${bytes(run.peakMemory)} of memory at most`}`,
					...sayLater(environment)
				]
			: []),
		...(run.judgement
			? [
					'',
					'Confusion (rows: what it is, columns: what it was taken for)',
					confusionTable(run.judgement.matrix, factsOf(run.recipe.data).classes),
					'',
					scoreTable(run.judgement.classes, factsOf(run.recipe.data).classes)
				]
			: [])
	]
	return lines.join('\n')
}

const sayCalibration = ({ ece, confidence, accuracy }: Calibration) =>
	`Calibration: ECE ${percent(ece)}, mean confidence ${percent(confidence)} at accuracy ${percent(accuracy)}`

const summaryTable = (rows: readonly LayerRow[]) =>
	table(
		[
			{ title: 'layer', cell: (row) => row.kind },
			{ title: 'output shape', cell: (row) => `(${row.output.join(', ')})` },
			{ title: 'parameters', right: true, cell: (row) => count(row.parameters) }
		],
		rows
	)

const pointTable = (points: readonly EpochPoint[]) =>
	table(
		[
			{ title: 'epoch', right: true, cell: (point) => String(point.epoch) },
			{ title: 'loss', right: true, cell: (point) => loss(point.loss) },
			{ title: 'accuracy', right: true, cell: (point) => percent(point.accuracy) },
			{ title: 'validation loss', right: true, cell: (point) => loss(point.valLoss) },
			{ title: 'accuracy', right: true, cell: (point) => percent(point.valAccuracy) },
			{ title: 'time', right: true, cell: (point) => seconds(point.seconds) }
		],
		points
	)

/** Every curve as a line, from its first value to its last. */
const curveLines = (points: readonly EpochPoint[], width: number) => {
	const curves = [
		{ title: 'training loss', say: loss, values: points.map((point) => point.loss) },
		{ title: 'validation loss', say: loss, values: points.flatMap(({ valLoss }) => valLoss ?? []) },
		{ title: 'training accuracy', say: percent, values: points.map(({ accuracy }) => accuracy) },
		{ title: 'validation accuracy', say: percent, values: points.flatMap(({ valAccuracy }) => valAccuracy ?? []) }
	].filter(({ values }) => values.length > 0)
	const ends = curves.map(({ say, values }) => `${say(values[0] ?? NaN)} → ${say(values.at(-1) ?? NaN)}`)
	const room = width - 'validation accuracy'.length - Math.max(...ends.map(({ length }) => length)) - 4
	return table(
		[
			{ title: 'curve', cell: ({ curve }) => curve.title },
			{ title: 'epoch by epoch', cell: ({ curve }) => spark(curve.values, Math.min(60, room)) },
			{ title: 'first → last', cell: ({ end }) => end }
		],
		curves.map((curve, place) => ({ curve, end: ends[place] ?? '' }))
	)
}

/** Rows are what it is, columns what it was taken for; a dot stands for none. */
export const confusionTable = (matrix: readonly (readonly number[])[], names: readonly string[]) =>
	table(
		[
			{
				title: '',
				right: true,
				cell: ({ label }: { label: number; row: readonly number[] }) => names[label] ?? String(label)
			},
			...matrix.map((_, guess) => ({
				title: (names[guess] ?? String(guess)).slice(0, 6),
				right: true,
				cell: ({ row }: { label: number; row: readonly number[] }) => (row[guess] ? count(row[guess]) : '·')
			}))
		],
		matrix.map((row, label) => ({ label, row }))
	)

const scoreTable = (scores: readonly ClassScore[], names: readonly string[]) =>
	table(
		[
			{ title: 'class', right: true, cell: (score) => names[score.label] ?? String(score.label) },
			{ title: 'precision', right: true, cell: (score) => percent(score.precision) },
			{ title: 'recall', right: true, cell: (score) => percent(score.recall) },
			{ title: 'F1', right: true, cell: (score) => percent(score.f1) },
			{ title: 'images', right: true, cell: (score) => count(score.support) }
		],
		scores
	)
