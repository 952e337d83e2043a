import type { RunCurves } from '../../shared/curves.ts'
import { isOver } from '../../shared/runs.ts'
import type { Line } from './curves/lines.ts'
import { runColour } from '../../shared/run-colour.ts'
import { runDashes } from './run-dashes.ts'

/** Which curves of each run are shown. */
export const kinds = ['validation', 'training', 'both'] as const
export type Kind = (typeof kinds)[number]

export interface Shown {
	kind: Kind
	/** The numbers of the runs that are switched off, as text. */
	hidden: ReadonlySet<string>
	/** The run that is brought forward. */
	front: number | null
}

/** The curves of runs over each other: colour and sign say the run, and of runs of one colour the dashes. */
export function comparedLines(
	runs: readonly RunCurves[],
	{ kind, hidden, front }: Shown,
	training: Line['value'],
	validation: Line['value']
): Line[] {
	const dashes = runDashes(runs.map(({ run }) => run.id))
	return runs.flatMap(({ run, points }) => {
		if (hidden.has(String(run.id))) return []
		const { token, marker } = runColour(run.id)
		const group = `${run.name}, run ${run.id}`
		const depth = front === null ? 'level' : front === run.id ? 'front' : 'back'
		const line = (which: 'training' | 'validation', value: Line['value']): Line[] =>
			kind === which || kind === 'both'
				? [
						{
							key: `${run.id} ${which}`,
							group,
							name: kind === 'both' ? `${group}, ${which}` : group,
							color: token,
							dash: dashes(run.id)[which],
							marker,
							points,
							value,
							depth
						}
					]
				: []
		return [...line('training', training), ...line('validation', validation)]
	})
}

/** Where the axis ends: the last epoch there is, or that a run still means to reach. */
export const lastEpoch = (runs: readonly RunCurves[]): number =>
	Math.max(1, ...runs.map(({ run, points }) => (isOver(run.status) ? (points.at(-1)?.epoch ?? 1) : run.epochs)))
