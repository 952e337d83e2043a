import { Command, CommanderError } from 'commander'
import { ORPCError } from '@orpc/client'
import { presets } from '../../../shared/presets.ts'
import type { LabBytes } from '../../../shared/bytes.ts'
import { allRuns } from '../../../shared/history.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { LabCalls, Terminal } from './door.ts'
import { trainFlags } from './flags.ts'
import { presetLines, runTable, showObject, showText } from './show.ts'
import { table } from './table.ts'
import { recipeFrom, train } from './train.ts'

/** Runs one command. Answers the exit code: 0 done, 1 refused with a sentence, 2 wrong usage, 130 interrupted. */
export async function runCommand(words: readonly string[], terminal: Terminal, version: string): Promise<number> {
	let code = 0
	const program = buildProgram(terminal, version, (answer) => (code = answer))
	try {
		await program.parseAsync(words, { from: 'user' })
		return code
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
		if (!isProblem(error)) throw error
		terminal.say(error.message)
		return 1
	}
}

/** A sentence for the person, whether it was found here or came through the contract. */
const isProblem = (error: unknown): error is Error =>
	error instanceof LabProblem || (error instanceof ORPCError && error.code === 'PROBLEM')

function buildProgram(terminal: Terminal, version: string, exit: (code: number) => void): Command {
	const program = new Command('lab')
		.description('Digit Lab: find out what works on handwritten digits, and why.')
		.version(version)
		.option('--home <folder>', 'where the lab keeps its things (or DIGIT_LAB_HOME)')
		.exitOverride()
		.configureOutput({
			writeOut: (text) => terminal.write(text.trimEnd()),
			writeErr: (text) => terminal.say(text.trimEnd())
		})
		.showHelpAfterError('"lab --help" lists the commands, "lab <command> --help" its flags.')
	const home = () => program.opts<{ home?: string }>().home

	/** Opens the lab for one command and closes it whatever happens. */
	async function withLab(work: (calls: LabCalls, bytes: LabBytes) => Promise<number>) {
		const lab = terminal.open(home())
		try {
			exit(await work(lab.calls, lab.bytes))
		} finally {
			await lab.close()
		}
	}

	program
		.command('presets')
		.description('networks to start from, and what each one teaches')
		.option('--json', 'one JSON object a line')
		.action(({ json }: { json?: boolean }) => {
			if (json) for (const preset of presets) terminal.write(JSON.stringify(preset))
			else terminal.write(presetLines())
		})

	const training = program
		.command('train')
		.description('train a preset or a recipe file, and keep the run')
		.argument('<preset|recipe.json>')
		.option('--json', 'one JSON object a line')
		.option('--name <name>', 'what the run is called')
	for (const { usage, help } of trainFlags) training.option(usage, help)
	training.action(
		async (
			what: string,
			{ json = false, name, ...flags }: Record<string, unknown> & { json?: boolean; name?: string }
		) => {
			const chosen = recipeFrom(what, flags, (path) => terminal.readFile(path))
			await withLab((calls) => train(terminal, calls, { ...chosen, name, json }))
		}
	)

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
				terminal.write(json ? JSON.stringify(showObject(run)) : showText(run))
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

	program
		.command('serve')
		.description('open the same lab as a page in a browser on this machine')
		.option('--port <number>', 'the port to listen at, 0 for any that is free', '0')
		.option('--open', 'open the system browser')
		.action(({ port, open = false }: { port: string; open?: boolean }) => {
			const number = Number(port)
			if (!Number.isInteger(number) || number < 0 || number > 65_535)
				throw new LabProblem('BAD_REQUEST', `--port takes a whole number from 0 to 65535; it is "${port}".`)
			return terminal.serve(home(), { port: number, open })
		})

	program
		.command('doctor')
		.description('what this machine has, what is missing, and how to mend it')
		.option('--json', 'one JSON object a line')
		.action(async ({ json }: { json?: boolean }) => {
			const findings = await terminal.examine(home())
			if (json) for (const finding of findings) terminal.write(JSON.stringify(finding))
			else {
				const marks = { good: '✓', odd: '!', missing: '✗' }
				const columns = [
					{ title: '', cell: (one: (typeof findings)[0]) => marks[one.state] },
					{ title: '', cell: (one: (typeof findings)[0]) => one.what },
					{ title: '', cell: (one: (typeof findings)[0]) => one.found }
				]
				terminal.write(table(columns, findings).trimStart())
				for (const { what, mend } of findings) if (mend) terminal.write(`${what}: ${mend}`)
			}
			if (findings.some(({ state }) => state === 'missing')) exit(1)
		})

	return program
}

async function numberOf(which: string, calls: LabCalls): Promise<number> {
	if (which === 'last') {
		const [newest] = await calls.runs.list({ limit: 1 })
		if (!newest) throw new LabProblem('NO_SUCH_RUN', 'There is no run yet. "lab train slp" makes the first.')
		return newest.id
	}
	return numberIn(which)
}

function numberIn(which: string): number {
	const number = Number(which)
	if (!Number.isSafeInteger(number) || number < 1)
		throw new LabProblem('NO_SUCH_RUN', `"${which}" is no run's number. "lab runs" lists those there are.`)
	return number
}
