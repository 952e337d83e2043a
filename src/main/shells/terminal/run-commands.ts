import { saysHowSure } from '../../../shared/calibration.ts'
import { allRuns } from '../../../shared/history.ts'
import type { RunRow } from '../../../shared/runs.ts'
import type { CommandFrame } from './door.ts'
import { numberIn, numberOf } from './run-number.ts'
import { findChoices, finder, type FindFlags } from './find.ts'
import { runTable, showObject, showText } from './show.ts'

/** `runs`, `show`, `delete`, `restore`. */
export function addRunCommands({ program, terminal, withLab }: CommandFrame): void {
	const listing = program
		.command('runs')
		.description('every run, newest first, or those that are looked for')
		.argument('[words...]', 'all of which stand in the name, network, settings, note or tags; #12 is run 12')
		.option('--json', 'one JSON object a line')
	for (const [name, choices] of Object.entries(findChoices))
		listing.option(`--${name} <${choices.join('|')}>`, findHelp[name as keyof typeof findChoices])
	listing
		.option('--tag <tag>', 'those with this tag')
		.option('--data <name>', 'those that learned from the data set of this name')
		.option('--starred', 'those with a star')
		.option('--archived', 'those in the archive too')
		.option('--reverse', 'the other way round')
		.option('--limit <number>', 'the first so many')
		.action((words: string[], { json, ...flags }: FindFlags & { json?: boolean }) => {
			const found = finder(words, flags)
			return withLab(async (calls) => {
				const all = await allRuns(calls)
				const runs = found(all)
				if (json) for (const run of runs) terminal.write(JSON.stringify(run))
				else if (runs.length > 0) terminal.write(runTable(runs, new Date()))
				else if (all.length > 0) terminal.write(sayNothing(all, flags))
				else terminal.write('No run yet. "lab train slp" makes the first in a minute or two.')
				return 0
			})
		})

	program
		.command('show')
		.description('one run: its network, its epochs, its test')
		.argument('<run>', 'its number, or "last"')
		.option('--json', 'one JSON object')
		.action((which: string, { json }: { json?: boolean }) =>
			withLab(async (calls) => {
				const run = await calls.runs.get({ run: await numberOf(which, calls) })
				const isSure = run.test !== null && saysHowSure(run.recipe.layers)
				const calibration = isSure ? await calls.runs.calibration({ run: run.id }) : null
				terminal.write(json ? JSON.stringify(showObject(run, calibration)) : showText(run, calibration, terminal.width))
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

const findHelp: Record<keyof typeof findChoices, string> = {
	status: 'those that are so far',
	layer: 'those whose network has such a layer',
	optimizer: 'those that were trained with it',
	sort: 'by this column, as a person first wants it: the best, largest or latest first, names by the alphabet'
}

function sayNothing(all: readonly RunRow[], { archived }: FindFlags): string {
	const away = all.filter((run) => run.archived).length
	return `No run is like that.${away > 0 && !archived ? ' The archive has not been searched: --archived does that.' : ''}`
}
