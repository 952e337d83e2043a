import { randomUUID } from 'node:crypto'
import { Option, type Command } from 'commander'
import { total, type DataSetRow } from '../../../shared/dataset.ts'
import { count, percent, plural } from '../../../shared/format.ts'
import type { DataPreview } from '../../../shared/importing.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { addDataCommand } from './data-command.ts'
import { dataFiles } from './data-files.ts'
import type { CommandFrame, LabCalls, LabWork, Terminal } from './door.ts'
import { table } from './table.ts'

interface ImportFlags {
	name?: string
	size?: string
	transpose: 'auto' | 'yes' | 'no'
	classNames?: string
	preview?: boolean
	json?: boolean
}

/** `data`, `data sets`, `data import`, `data rename`, `data remove`. */
export function addDataCommands({ program, terminal, withLab }: CommandFrame): void {
	const data = addDataCommand({ program, terminal, withLab })
	data
		.command('sets')
		.description('the data sets there are; "train" takes one with --data')
		.option('--json', 'one JSON object a line')
		.action((_: object, command: Command) =>
			withLab(async (calls) => {
				const { json } = jsonIn(command)
				const sets = await calls.data.sets()
				if (json) for (const set of sets) terminal.write(JSON.stringify(set))
				else terminal.write(setTable(sets))
				return 0
			})
		)
	data
		.command('import')
		.description(
			'make a data set of IDX files, an npz file, CSV or Parquet tables, or a folder of pictures for each class'
		)
		.argument('<files...>', 'files and folders of one data set')
		.option('--name <name>', 'what it is called')
		.option('--size <pixels>', 'the size pictures are fitted into, such as 28 or 28x32 (height x width), on black')
		.addOption(
			new Option('--transpose <auto|yes|no>', 'exchange rows and columns; by itself where it is EMNIST')
				.choices(['auto', 'yes', 'no'])
				.default('auto')
		)
		.option('--class-names <a,b,…>', 'what the classes are called, in the order of their labels')
		.option('--preview', 'only say what it would be')
		.option('--json', 'one JSON object a line')
		.action((files: string[], own: ImportFlags, command: Command) => {
			const flags = { ...own, ...jsonIn(command) }
			const size = sizeIn(flags.size)
			return withLab(importing(terminal, files, flags, size))
		})
	data
		.command('rename')
		.argument('<id>')
		.argument('<name>')
		.action((set: string, name: string) =>
			withLab(async (calls) => {
				terminal.write(`${set} is called "${(await calls.data.rename({ set, name })).name}" from now on.`)
				return 0
			})
		)
	data
		.command('remove')
		.description('delete a data set for good; runs that learned from it stay')
		.argument('<id>')
		.option('--json', 'one JSON object')
		.action((set: string, _: object, command: Command) =>
			withLab(async (calls) => {
				const { json } = jsonIn(command)
				await calls.data.remove({ set })
				terminal.write(json ? JSON.stringify({ kind: 'removed', set }) : `${set} is removed.`)
				return 0
			})
		)
}

function importing(terminal: Terminal, files: string[], flags: ImportFlags, size: [number, number] | null): LabWork {
	return async (calls, bytes) => {
		const incoming = randomUUID()
		const stop = new AbortController()
		const classes = flags.classNames?.split(',').map((name) => name.trim())
		const events = await calls.watch()
		const settled = terminal.onInterrupt(() => {
			stop.abort()
			// what has been kept by then is no longer there to be thrown away
			calls.data.discard({ incoming }).catch(() => undefined)
		})
		try {
			void follow(terminal, events, incoming)
			await bytes.bring(incoming, dataFiles(files, stop.signal))
			const preview = await calls.data.preview({ incoming, settings: { size, transpose: flags.transpose } })
			if (flags.json) terminal.write(JSON.stringify({ kind: 'preview', ...preview, examples: undefined }))
			else terminal.say(previewText(preview))
			if (flags.preview) return 0
			const set = await calls.data.import({ incoming, name: flags.name ?? preview.name, ...(classes && { classes }) })
			if (flags.json) terminal.write(JSON.stringify({ kind: 'imported', ...set }))
			else terminal.write(`Imported as "${set.id}": ${set.name}. "train mlp-64 --data ${set.id}" learns from it.`)
			return 0
		} catch (error) {
			if (!stop.signal.aborted) throw error
			terminal.say('Stopped; nothing was kept.')
			return 130
		} finally {
			settled()
			await events.return(undefined)
			await calls.data.discard({ incoming })
		}
	}
}

async function follow(terminal: Terminal, events: Awaited<ReturnType<LabCalls['watch']>>, incoming: string) {
	for await (const event of events) {
		if (event.kind !== 'import' || event.progress.incoming !== incoming) continue
		const { share, doing, images } = event.progress
		terminal.show(`${percent(share, 0)}  ${doing}  ${plural(images, 'image')}`)
	}
}

const setTable = (sets: readonly DataSetRow[]) =>
	table(
		[
			{ title: 'id', cell: (set) => set.id },
			{ title: 'name', cell: (set) => set.name },
			{ title: 'images', right: true, cell: (set) => `${count(total(set.training))} + ${count(total(set.test))}` },
			{ title: 'pixels', right: true, cell: ({ image: [height, width] }) => `${height} × ${width}` },
			{ title: 'classes', right: true, cell: (set) => String(set.classes.length) },
			{ title: 'checksum', cell: (set) => set.sha256.slice(0, 12) }
		],
		sets
	)

function previewText(preview: DataPreview): string {
	const { name, format, image, classes, training, test, notes, skipped, skippedCount } = preview
	const [height, width] = image
	const rows = classes.map((title, label) => ({ title, learn: training[label] ?? 0, judge: test[label] ?? 0 }))
	return [
		`${name}: ${format}, ${count(total(training))} training and ${count(total(test))} test images of ${height} × ${width}`,
		table(
			[
				{ title: 'class', cell: (row) => row.title },
				{ title: 'training', right: true, cell: (row) => count(row.learn) },
				{ title: 'test', right: true, cell: (row) => count(row.judge) }
			],
			rows
		),
		...notes,
		...skipped.slice(0, 10).map(({ file, why }) => `Left out: ${file}, for ${why}.`),
		...(skippedCount > 10 ? [`${count(skippedCount)} files were left out in all.`] : [])
	].join('\n')
}

/** "28" → [28, 28]; "28x32" → [28, 32]. */
function sizeIn(text: string | undefined): [number, number] | null {
	if (text === undefined) return null
	const [, height, width] = /^(\d{1,3})(?:[x×](\d{1,3}))?$/.exec(text) ?? []
	const sides = [Number(height), Number(width ?? height)] as [number, number]
	if (sides.every((side) => side >= 1 && side <= 256)) return sides
	throw new LabProblem('BAD_REQUEST', `--size takes pixels from 1 to 256, such as 28 or 28x32; it is "${text}".`)
}

/** `data` has the same flag, and is the first to read it. */
const jsonIn = (command: Command) => command.optsWithGlobals<{ json?: boolean }>()
