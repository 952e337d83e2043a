import { Option } from 'commander'
import type { ExportForm, LabBytes } from '../../../shared/bytes.ts'
import { bytes as sayBytes } from '../../../shared/format.ts'
import { LabProblem } from '../../../shared/problems.ts'
import type { CommandFrame, Terminal } from './door.ts'
import { numberOf } from './run-number.ts'
import { readExport } from './read-export.ts'
import { writeProblem } from './write-problem.ts'

/** What each form writes; a name that is null is the one the lab gives the file. */
const forms: Record<string, [form: ExportForm, name: string | null][]> = {
	recipe: [['recipe', 'recipe.json']],
	epochs: [['epochs', 'epochs.csv']],
	predictions: [['predictions', 'predictions.csv']],
	model: [
		['model.json', 'model/model.json'],
		['weights.bin', 'model/weights.bin']
	],
	keras: [['keras', null]],
	digitrecipe: [['digitrecipe', null]],
	run: [['run', null]]
}
const formNames = ['all', ...Object.keys(forms)]

interface ExportFlags {
	to: string
	form: string
	force?: boolean
	json?: boolean
}

/** `export`, `import`. */
export function addExchangeCommands({ program, terminal, withLab }: CommandFrame): void {
	program
		.command('export')
		.description(
			'write a run as files that others read: recipe, tables, models, a recipe to verify, and all of it for another lab'
		)
		.argument('<run>', 'its number, or "last"')
		.requiredOption('--to <folder>', 'where the files go; made if it is missing')
		.addOption(new Option('--form <form>', 'which of them').choices(formNames).default('all'))
		.option('--force', 'overwrite files that are there')
		.option('--json', 'one JSON object a line')
		.action((which: string, flags: ExportFlags) =>
			withLab(async (calls, bytes) => {
				const run = await numberOf(which, calls)
				await exportRun(terminal, bytes, run, flags)
				return 0
			})
		)

	program
		.command('import')
		.description('take in a run that another lab has exported (a .digitlab), or a recipe to verify (a .digitrecipe)')
		.argument('<file>')
		.option('--json', 'one JSON object')
		.action((file: string, { json }: { json?: boolean }) =>
			withLab(async (_calls, bytes) => {
				const { sentence, ...imported } = await bytes.import(await readExport(terminal, file))
				const told =
					imported.kind === 'run' ? { run: imported.run.id, restored: imported.restored } : { recipe: imported.recipe }
				if (json) terminal.write(JSON.stringify({ kind: 'imported', ...told }))
				else terminal.write(imported.kind === 'run' ? sentence : `${sentence} "verify ${file}" does both.`)
				return 0
			})
		)
}

/** Writes every file of the form, or none when one of them is there already. */
async function exportRun(terminal: Terminal, bytes: LabBytes, run: number, { to, form, force, json }: ExportFlags) {
	const wanted = form === 'all' ? Object.values(forms).flat() : (forms[form] ?? [])
	const files: { path: string; body: Awaited<ReturnType<LabBytes['download']>>['body'] }[] = []
	for (const [one, given] of wanted) {
		try {
			const { name, body } = await bytes.download(run, one)
			files.push({ path: `${to}/${given ?? name}`, body })
		} catch (error) {
			// of everything, what there is; of one form, the reason why there is none
			if (form !== 'all' || !(error instanceof LabProblem) || error.code !== 'NOT_NOW') throw error
			terminal.say(`${given ?? one} is left out. ${error.message}`)
		}
	}
	const taken = force ? undefined : files.find(({ path }) => terminal.exists(path))
	if (taken)
		throw new LabProblem(
			'NOT_NOW',
			`${taken.path} is there already. Name another folder, or overwrite it with --force.`
		)
	for (const { path, body } of files) {
		const size = await terminal.writeFile(path, body).catch((error: unknown) => {
			throw writeProblem(path, error, 'folder', '--to')
		})
		terminal.write(json ? JSON.stringify({ kind: 'exported', run, path, bytes: size }) : `${path}  ${sayBytes(size)}`)
	}
}
