import { LabProblem } from '../../shared/problems.ts'
import type { Environment, RunRow } from '../../shared/runs.ts'

/** Why a run cannot go on, and what to do instead. */
export function whyNot({ id, status, problem, imported, epochsDone }: RunRow): string {
	if (status === 'finished')
		return `Run ${id} has finished; there is nothing left to train. Use it as a starting point for a new run.`
	if (status === 'queued') return `Run ${id} waits for its turn already.`
	if (status === 'training' || status === 'evaluating') return `Run ${id} is training already.`
	if (epochsDone === 0) return `Run ${id} never ended an epoch, so there is nothing to go on from. Start it anew.`
	if (imported !== null) return `Run ${id} came from a file without what it takes to go on. Start it anew.`
	if (status === 'failed' && problem !== null) return `Run ${id} would fail again in the same way. ${problem}`
	return `Run ${id} was trained by an older Digit Lab, which did not keep what it takes to go on. Start it anew.`
}

/**
 * What a run that goes on behind `epoch` was trained in: still where it began, and where else since, if that is
 * different, and whether it had company at first. Throws a LabProblem when the images are others.
 */
export function grownEnvironment(began: Environment | null, now: Environment, epoch: number): Environment {
	if (!began) return now
	if (began.dataSha256 !== now.dataSha256)
		throw new LabProblem(
			'BAD_DATA',
			'The images are not those this run began with, so it cannot go on with them. Put the old ones back, or start it anew.'
		)
	const { later = [], ...rest } = began
	const { together, alone = epoch + 1 } = rest
	const first = together === undefined || now.together !== undefined ? rest : { ...rest, alone }
	const kept = later.filter((one) => one.epoch <= epoch)
	const last = kept.at(-1)?.environment ?? first
	const same = (Object.keys(now) as (keyof typeof last)[]).every((key) => now[key] === last[key])
	const all = same ? kept : [...kept, { epoch: epoch + 1, environment: now }]
	return all.length > 0 ? { ...first, later: all } : first
}
