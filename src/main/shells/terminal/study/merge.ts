import { plural } from '../../../../shared/format.ts'
import { allRuns } from '../../../../shared/history.ts'
import { LabProblem } from '../../../../shared/problems.ts'
import type { LabBytes } from '../../../../shared/bytes.ts'
import type { CommandFrame, LabCalls } from '../door.ts'

/** `merge OTHER_HOME…`: takes in the finished runs of other homes, each recipe once. */
export function addMergeCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('merge')
		.description('bring the finished runs of other homes into this one; a recipe that is finished here is passed over')
		.argument('<home...>', 'folders that hold a lab.sqlite')
		.option('--json', 'one JSON object a home')
		.action((homes: string[], { json }: { json?: boolean }) =>
			withLab(async (calls, bytes) => {
				const missing = homes.find((home) => !terminal.exists(`${home}/lab.sqlite`))
				if (missing !== undefined)
					throw new LabProblem(
						'BAD_REQUEST',
						`${missing} is no lab's home: there is no lab.sqlite in it. Nothing was merged.`
					)
				let code = 0
				for (const home of homes) {
					const other = terminal.open(home)
					try {
						const found = await merged({ calls, bytes }, other, (line) => terminal.show(line))
						const { taken, here, unfinished, refused } = found
						if (refused.length > 0) code = 1
						terminal.write(
							json
								? JSON.stringify({ kind: 'merged', home, ...found })
								: [
										`${home}: ${plural(taken, 'run')} taken in, ${here} here already, ${unfinished} not finished`,
										...refused.map(({ run, sentence }) => `  not taken in: run ${run}. ${sentence}`)
									].join('\n')
						)
					} finally {
						await other.close()
					}
				}
				return code
			})
		)
}

interface Ends {
	calls: LabCalls
	bytes: LabBytes
}

/** What cannot be taken in, such as a run on a data set that is not here, is told and passed over. */
async function merged(to: Ends, from: Ends, show: (line: string) => void) {
	const all = await allRuns(from.calls)
	const finished = all.filter(({ status }) => status === 'finished').reverse()
	let [taken, here] = [0, 0]
	const refused: { run: number; sentence: string }[] = []
	for (const [place, { id }] of finished.entries()) {
		show(`run ${place + 1} of ${finished.length}`)
		const { recipeHash } = await from.calls.runs.get({ run: id })
		const known = await to.calls.studies.trained({ hashes: [recipeHash] })
		if (known[recipeHash] !== undefined) {
			here++
			continue
		}
		const { body } = await from.bytes.download(id, 'run')
		const file = body instanceof Uint8Array ? body : new Uint8Array(await new Response(body).arrayBuffer())
		try {
			await to.bytes.import(file)
			taken++
		} catch (error) {
			if (!(error instanceof LabProblem)) throw error
			refused.push({ run: id, sentence: error.message })
		}
	}
	return { taken, here, unfinished: all.length - finished.length, refused }
}
