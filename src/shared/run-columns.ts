import type { RunRow, RunStatus } from './runs.ts'

/** A column of the history, and what it is sorted by. Page and terminal read the same list. */
export interface RunColumn {
	/** As it is written after `--sort` and in the page's address. */
	name: RunColumnName
	title: string
	/** What a person may not know about it; null where the title says it all. */
	explained: string | null
	/** Null is missing, and goes last whichever way the rows are sorted. */
	of: (run: RunRow) => number | string | null
	/** Whether the first look is at the large end: accuracies yes, names no. */
	largestFirst: boolean
}

export type RunColumnName =
	'run' | 'name' | 'network' | 'status' | 'epochs' | 'best' | 'validation' | 'test' | 'parameters' | 'time' | 'when'

/** In the order a run goes through them. */
const places: Record<RunStatus, number> = {
	queued: 0,
	training: 1,
	evaluating: 2,
	finished: 3,
	stopped: 4,
	interrupted: 5,
	failed: 6
}
export const runStatuses = Object.keys(places) as RunStatus[]

export const runColumns: readonly RunColumn[] = [
	{ name: 'run', title: 'Run', explained: null, of: (run) => run.id, largestFirst: true },
	{ name: 'name', title: 'Name', explained: null, of: (run) => run.name, largestFirst: false },
	{ name: 'network', title: 'Network', explained: null, of: (run) => run.network, largestFirst: false },
	{ name: 'status', title: 'Status', explained: null, of: (run) => places[run.status], largestFirst: false },
	{
		name: 'epochs',
		title: 'Epochs',
		explained: 'How many times the network has seen all its training images.',
		of: (run) => run.epochsDone,
		largestFirst: true
	},
	{
		name: 'best',
		title: 'Best',
		explained: 'The epoch with the lowest validation loss.',
		of: (run) => run.bestEpoch,
		largestFirst: true
	},
	{
		name: 'validation',
		title: 'Validation',
		explained: 'Accuracy on the validation images after the best epoch.',
		of: (run) => run.valAccuracy,
		largestFirst: true
	},
	{
		name: 'test',
		title: 'Test',
		explained: 'Accuracy on the test images, with its 95 % interval.',
		of: (run) => run.testAccuracy,
		largestFirst: true
	},
	{
		name: 'parameters',
		title: 'Parameters',
		explained: 'How many numbers the network learns.',
		of: (run) => run.parameters,
		largestFirst: true
	},
	{
		name: 'time',
		title: 'Time',
		explained: 'Training alone, all its epochs together.',
		of: (run) => (run.epochsDone > 0 ? run.seconds : null),
		largestFirst: true
	},
	{ name: 'when', title: 'When', explained: null, of: (run) => run.created, largestFirst: true }
]
