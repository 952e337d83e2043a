import { retag } from '../../../shared/history.ts'
import type { RunChange } from '../../../shared/lab.ts'
import type { RunRow } from '../../../shared/runs.ts'
import type { CommandFrame, LabCalls } from './door.ts'
import { numberOf } from './run-number.ts'

interface Flags {
	json?: boolean
}

/** What a person writes on runs: `rename`, `note`, `tag`, `star`, `unstar`, `archive`, `unarchive`. */
export function addEditCommands({ program, terminal, withLab }: CommandFrame): void {
	const tell = (runs: readonly RunRow[], json: boolean | undefined, say: (run: RunRow) => string) => {
		for (const run of runs) terminal.write(json ? JSON.stringify(run) : say(run))
		return 0
	}
	const named = (run: RunRow) => `Run ${run.id}, ${run.name},`

	program
		.command('rename')
		.description('give a run another name')
		.argument('<run>', 'its number, or "last"')
		.argument('<name>')
		.option('--json', 'one JSON object')
		.action((which: string, name: string, { json }: Flags) =>
			withLab(async (calls) => {
				const runs = await calls.runs.edit({ runs: [await numberOf(which, calls)], change: { name } })
				return tell(runs, json, (run) => `Run ${run.id} is now called ${run.name}.`)
			})
		)

	program
		.command('note')
		.description('write a note on a run, or print it; an empty text ("") clears it')
		.argument('<run>', 'its number, or "last"')
		.argument('[text]')
		.option('--json', 'one JSON object')
		.action((which: string, text: string | undefined, { json }: Flags) =>
			withLab(async (calls) => {
				const run = await numberOf(which, calls)
				if (text === undefined)
					return tell([await calls.runs.get({ run })], json, ({ note }) => note || `Run ${run} has no note.`)
				const runs = await calls.runs.edit({ runs: [run], change: { note: text } })
				return tell(runs, json, () => (text === '' ? `Run ${run} has no note any more.` : `Run ${run} has a note.`))
			})
		)

	program
		.command('tag')
		.description('put tags on a run, or take them off')
		.argument('<run>', 'its number, or "last"')
		.argument('<tags...>')
		.option('--remove', 'take these tags off')
		.option('--json', 'one JSON object')
		.action((which: string, tags: string[], { json, remove }: Flags & { remove?: boolean }) =>
			withLab(async (calls) => {
				const run = await calls.runs.get({ run: await numberOf(which, calls) })
				await retag(calls, [run], (had) =>
					remove ? had.filter((tag) => !tags.includes(tag)) : [...new Set([...had, ...tags])]
				)
				const now = await calls.runs.get({ run: run.id })
				return tell([now], json, () =>
					now.tags.length > 0 ? `${named(now)} has the tags ${now.tags.join(', ')}.` : `${named(now)} has no tag.`
				)
			})
		)

	/** A command that changes a mark on any number of runs. */
	function mark(name: string, description: string, change: RunChange, say: string) {
		program
			.command(name)
			.description(description)
			.argument('<runs...>', 'their numbers, or "last"')
			.option('--json', 'one JSON object a line')
			.action((which: string[], { json }: Flags) =>
				withLab(async (calls) =>
					tell(
						await calls.runs.edit({ runs: await numbersOf(which, calls), change }),
						json,
						(run) => `${named(run)} ${say}`
					)
				)
			)
	}
	mark('star', 'mark runs to find them again', { starred: true }, 'has a star.')
	mark('unstar', 'take the star off runs', { starred: false }, 'has no star.')
	mark('archive', 'put runs out of sight; "runs --archived" lists them too', { archived: true }, 'is in the archive.')
	mark('unarchive', 'bring runs back from the archive', { archived: false }, 'is out of the archive.')
}

async function numbersOf(which: readonly string[], calls: LabCalls): Promise<number[]> {
	const numbers: number[] = []
	for (const one of which) numbers.push(await numberOf(one, calls))
	return numbers
}
