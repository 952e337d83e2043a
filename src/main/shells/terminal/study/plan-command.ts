import type { Command } from 'commander'
import { plural } from '../../../../shared/format.ts'
import { LabProblem } from '../../../../shared/problems.ts'
import type { CommandFrame } from '../door.ts'
import { writeProblem } from '../write-problem.ts'
import { studyNumber } from './commands.ts'

/** `study plan S --to DIR`: what is still to be trained, as files that another machine's lab can train. */
export function addPlanCommand(study: Command, { terminal, withLab }: CommandFrame): void {
	study
		.command('plan')
		.description(
			'write what is still to be trained as recipes and a job list, for machines elsewhere; see docs/studies-elsewhere.md'
		)
		.argument('<study>', 'its number, or "last"')
		.requiredOption('--to <folder>', 'where the files go; made if it is missing')
		.option('--json', 'one JSON object')
		.action((which: string, { to, json }: { to: string; json?: boolean }) =>
			withLab(async (calls) => {
				const id = await studyNumber(which, calls)
				const jobs = await calls.studies.jobs({ study: id })
				if (jobs.length === 0) throw new LabProblem('NOT_NOW', `Nothing is left to train in study ${id}.`)
				const list = `${to}/jobs.txt`
				if (terminal.exists(list))
					throw new LabProblem(
						'NOT_NOW',
						`${list} is there already. Name another folder: two plans in one would be taken for one.`
					)
				const files = jobs.map(({ place, recipe }) => ({
					path: `${to}/${place + 1}.json`,
					text: JSON.stringify(recipe, null, '\t')
				}))
				// the list last: where it is, all it names is
				for (const { path, text } of [
					...files,
					{ path: list, text: files.map(({ path }) => path.slice(to.length + 1)).join('\n') }
				])
					await terminal.writeFile(path, new TextEncoder().encode(`${text}\n`)).catch((error: unknown) => {
						throw writeProblem(path, error, 'folder', '--to')
					})
				terminal.write(
					json
						? JSON.stringify({ kind: 'planned', study: id, jobs: jobs.length, list })
						: `${plural(jobs.length, 'recipe')} in ${to}, one a line in jobs.txt. "lab train ${to}/${(jobs[0]?.place ?? 0) + 1}.json --home ELSEWHERE" trains the first; "lab merge ELSEWHERE" brings it back.`
				)
				return 0
			})
		)
}
