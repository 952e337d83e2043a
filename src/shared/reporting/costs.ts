import type { ComparedRun } from '../comparing.ts'
import { bytes, count, seconds } from '../format.ts'

/** What a network may cost, on an axis. */
export interface Cost {
	title: string
	of: (run: ComparedRun) => number
	say: (cost: number) => string
}

export const costs: readonly [Cost, ...Cost[]] = [
	{ title: 'Parameters', of: ({ parameters }) => parameters, say: count },
	{ title: 'Training time', of: ({ seconds }) => seconds, say: seconds },
	{ title: 'Size', of: (run) => run.bytes, say: bytes }
]
