import { count, percent, percentRange, seconds } from '../../shared/format.ts'
import type { RunRow } from '../../shared/runs.ts'
import { wilson } from '../../shared/wilson.ts'

/** A result, and beside it how sure it is. */
export interface Outcome {
	title: string
	/** What the word means. */
	description: string
	values: { value: string; aside: string }[]
}

/** What came of runs, in their order; "–" where nothing has yet. */
export function outcomesOf(runs: readonly RunRow[]): Outcome[] {
	const row = (
		title: string,
		description: string,
		say: (run: RunRow) => string,
		aside: (run: RunRow) => string = none
	) => ({
		title,
		description,
		values: runs.map((run) => ({ value: say(run), aside: aside(run) }))
	})
	return [
		row(
			'Best epoch',
			'The epoch with the lowest validation loss.',
			({ bestEpoch }) => (bestEpoch === null ? '–' : count(bestEpoch)),
			({ epochsDone }) => `of ${count(epochsDone)}`
		),
		row('Validation accuracy', 'On images kept aside from training, at the best epoch.', (run) =>
			percent(run.valAccuracy)
		),
		row(
			'Test accuracy',
			'On test images never learned from, with the range that holds the true accuracy in 95 of 100 such tests (Wilson’s interval).',
			(run) => percent(run.testAccuracy),
			sayInterval
		),
		row('Parameters', 'The numbers the network learns.', (run) => count(run.parameters)),
		row('Training time', 'Of all its epochs.', (run) => (run.epochsDone > 0 ? seconds(run.seconds) : '–'))
	]
}

const none = () => ''

function sayInterval({ testAccuracy, testCount }: RunRow): string {
	if (testAccuracy === null || testCount === null) return ''
	const { low, high } = wilson(Math.round(testAccuracy * testCount), testCount)
	return percentRange(low, high)
}
