import type { CommandFrame } from './door.ts'
import { numberOf } from './run-number.ts'
import { followRun } from './train.ts'

/** `resume`: a run that was cut off goes on where it was. */
export function addResumeCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('resume')
		.description('go on with a run that was stopped or cut off; it comes to the same numbers as if it had not been')
		.argument('<run>', 'its number, or "last"')
		.option('--json', 'one JSON object a line')
		.action((which: string, { json = false }: { json?: boolean }) =>
			withLab(async (calls) => {
				const run = await numberOf(which, calls)
				return followRun(terminal, calls, () => calls.runs.resume({ run }), json)
			})
		)
}
