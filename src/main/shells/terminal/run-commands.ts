import { allRuns } from '../../../shared/history.ts'
import type { CommandFrame } from './door.ts'
import { numberIn, numberOf } from './run-number.ts'
import { runTable, showObject, showText } from './show.ts'

/** `runs`, `show`, `delete`, `restore`. */
export function addRunCommands({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('runs')
		.description('every run, newest first')
		.option('--json', 'one JSON object a line')
		.action(({ json }: { json?: boolean }) =>
			withLab(async (calls) => {
				const runs = await allRuns(calls)
				if (json) for (const run of runs) terminal.write(JSON.stringify(run))
				else
					terminal.write(
						runs.length > 0
							? runTable(runs, new Date())
							: 'No run yet. "lab train slp" makes the first in a minute or two.'
					)
				return 0
			})
		)

	program
		.command('show')
		.description('one run: its network, its epochs, its test')
		.argument('<run>', 'its number, or "last"')
		.option('--json', 'one JSON object')
		.action((which: string, { json }: { json?: boolean }) =>
			withLab(async (calls) => {
				const run = await calls.runs.get({ run: await numberOf(which, calls) })
				terminal.write(json ? JSON.stringify(showObject(run)) : showText(run, terminal.width))
				return 0
			})
		)

	program
		.command('delete')
		.description('delete a run with its epochs and weights; for an hour it can be restored')
		.argument('<run>', 'its number, or "last"')
		.option('--json', 'one JSON object')
		.action((which: string, { json }: { json?: boolean }) =>
			withLab(async (calls) => {
				const run = await numberOf(which, calls)
				await calls.runs.remove({ runs: [run] })
				terminal.write(
					json
						? JSON.stringify({ kind: 'deleted', run })
						: `Run ${run} is deleted. "lab restore ${run}" brings it back within an hour.`
				)
				return 0
			})
		)

	program
		.command('restore')
		.description('bring back a run that was deleted less than an hour ago')
		.argument('<run>', 'its number')
		.option('--json', 'one JSON object')
		.action((which: string, { json }: { json?: boolean }) =>
			withLab(async (calls) => {
				const [run] = await calls.runs.restore({ runs: [numberIn(which)] })
				terminal.write(json ? JSON.stringify(run) : `Run ${which} is back.`)
				return 0
			})
		)
}
