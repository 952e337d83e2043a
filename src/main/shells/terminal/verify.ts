import { LabProblem } from '../../../shared/problems.ts'
import { sayTwin } from '../../../shared/twins.ts'
import type { CommandFrame } from './door.ts'
import { numberOf } from './run-number.ts'
import { followRun } from './train.ts'

/** `verify`: a finished run is trained again from its recipe, and both are compared. Exit code 0 for identical bits, else 1. */
export function addVerifyCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('verify')
		.description('train a finished run again from its recipe, and say whether it comes to the same bits')
		.argument('<run>', 'its number, or "last"')
		.option('--json', 'one JSON object a line')
		.action((which: string, { json = false }: { json?: boolean }) =>
			withLab(async (calls) => {
				const run = await numberOf(which, calls)
				const { recipe, name, preset, status } = await calls.runs.get({ run })
				if (status !== 'finished')
					throw new LabProblem('NOT_NOW', `Run ${run} is ${status}: only what is finished can be verified.`)
				let again = 0
				const begin = async () => {
					const started = await calls.runs.start({ recipe, name, preset })
					again = started.id
					return started
				}
				const code = await followRun(terminal, calls, begin, json)
				if (code !== 0) return code
				const twin = (await calls.runs.twins({ run: again })).find((one) => one.run === run)
				if (!twin) throw new LabProblem('NOT_NOW', `Run ${run} was deleted meanwhile: there is nothing to compare.`)
				terminal.write(json ? JSON.stringify({ kind: 'verified', ...twin, run, by: again }) : sayTwin(twin))
				return twin.same === 'bits' ? 0 : 1
			})
		)
}
