import { Command, CommanderError } from 'commander'
import { ORPCError } from '@orpc/client'
import type { DataSetRow } from '../../../shared/dataset.ts'
import { presets } from '../../../shared/presets.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { LabWork, Terminal } from './door.ts'
import { addBackupCommands } from './backup-commands.ts'
import { addCompareCommand } from './compare.ts'
import { addDataCommands } from './data-commands.ts'
import { addEditCommands } from './edit-commands.ts'
import { addExchangeCommands } from './exchange-commands.ts'
import { trainFlags } from './flags.ts'
import { addMistakes } from './mistakes.ts'
import { addNotebookCommand } from './notebook-command.ts'
import { addPictureCommands } from './picture-commands.ts'
import { addReportCommand } from './report-command.ts'
import { addResumeCommand } from './resume.ts'
import { addRunCommands } from './run-commands.ts'
import { presetLines } from './show.ts'
import { addStudyCommands } from './study/commands.ts'
import { table } from './table.ts'
import { recipeFrom, train } from './train.ts'
import { needsSets } from './train-data.ts'
import { addVerifyCommand } from './verify.ts'

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
	async function withLab(work: LabWork) {
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
			const recipe = (sets: readonly DataSetRow[]) => recipeFrom(what, flags, (path) => terminal.readFile(path), sets)
			// what is wrong with it is said before a lab is opened, unless it takes a lab to know
			const known = needsSets(flags) ? null : recipe([])
			await withLab(async (calls) => {
				const chosen = known ?? recipe(await calls.data.sets())
				return train(terminal, calls, { ...chosen, name, json })
			})
		}
	)

	addRunCommands({ program, terminal, withLab })
	addExchangeCommands({ program, terminal, withLab })
	addBackupCommands({ program, terminal, withLab })
	addEditCommands({ program, terminal, withLab })
	addDataCommands({ program, terminal, withLab })
	addPictureCommands({ program, terminal, withLab })
	addCompareCommand({ program, terminal, withLab })
	addReportCommand({ program, terminal, withLab })
	addNotebookCommand({ program, terminal, withLab })
	addMistakes({ program, terminal, withLab })
	addResumeCommand({ program, terminal, withLab })
	addVerifyCommand({ program, terminal, withLab })
	addStudyCommands({ program, terminal, withLab })

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
