import type { LabBytes } from '../../../shared/bytes.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { Recipe } from '../../../shared/recipe.ts'
import { sayTwin, type Twin } from '../../../shared/twins.ts'
import type { CommandFrame, LabCalls, Terminal } from './door.ts'
import { readExport } from './read-export.ts'
import { numberOf } from './run-number.ts'
import { followRun } from './train.ts'

/** What is to be trained again, and what the result is held against. */
interface Claim extends Pick<Twin, 'of' | 'id' | 'name'> {
	recipe: Recipe
	preset: string | null
}

/** `verify`: what a run or a recipe file says is trained again, and both are compared. Exit code 0 for identical bits, else 1. */
export function addVerifyCommand({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('verify')
		.description(
			'train a finished run again, or what a file from another lab says, and tell whether it comes to the same bits'
		)
		.argument('<run|file>', 'a run\'s number, "last", or a .digitrecipe or .digitlab file')
		.option('--json', 'one JSON object a line')
		.action((which: string, { json = false }: { json?: boolean }) =>
			withLab(async (calls, bytes) => {
				const claim = await claimOf(which, terminal, calls, bytes)
				const { of, id, recipe, name, preset } = claim
				let again = 0
				const begin = async () => {
					const started = await calls.runs.start({ recipe, name, preset })
					again = started.id
					return started
				}
				const code = await followRun(terminal, calls, begin, json)
				if (code !== 0) return code
				const twin = (await calls.runs.twins({ run: again })).find((one) => one.of === of && one.id === id)
				if (!twin) throw new LabProblem('NOT_NOW', `Run ${id} was deleted meanwhile: there is nothing to compare.`)
				terminal.write(json ? JSON.stringify({ kind: 'verified', ...twin, by: again }) : sayTwin(twin))
				return twin.same === 'bits' ? 0 : 1
			})
		)
}

/** What is named: a run that is here, or a file, which is taken in. */
async function claimOf(which: string, terminal: Terminal, calls: LabCalls, bytes: LabBytes): Promise<Claim> {
	if (/^(last|\d+)$/.test(which)) return claimOfRun(await numberOf(which, calls), calls)
	const imported = await bytes.import(await readExport(terminal, which))
	if (imported.kind === 'run') return claimOfRun(imported.run.id, calls)
	return { of: 'file', ...(await calls.recipes.file({ file: imported.recipe })) }
}

async function claimOfRun(run: number, calls: LabCalls): Promise<Claim> {
	const { id, name, preset, recipe, status } = await calls.runs.get({ run })
	if (status !== 'finished')
		throw new LabProblem('NOT_NOW', `Run ${run} is ${status}: only what is finished can be verified.`)
	return { of: 'run', id, name, preset, recipe }
}
