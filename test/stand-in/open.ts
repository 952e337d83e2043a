import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import type { FromTest, Inspection, ToTest } from './records.ts'

const root = join(import.meta.dirname, '../..')

export interface Desktop {
	page: Page
	/** Does to the program from outside what a person does: picks from the menu, starts it again, drops a file on its icon. */
	tell: (message: FromTest) => void
	/** What the next dialog says. */
	nextDialog: () => Promise<{ title: string; content: string }>
	/** What the program has set up, and what it answers when it is asked for more. */
	inspect: () => Promise<Inspection>
	/** Closes the window, as a person would; resolves with the program's exit code, or the signal that ended it, and stderr. */
	close: () => Promise<{ code: number | string | null; errors: string }>
}

/** What a dialog said before the program gave up. */
export class ErrorBox extends Error {}

/**
 * Runs the built desktop door on `home` under the stand-in, with `words` on its command line, and gives its window.
 * @throws ErrorBox when it shows a dialog instead
 */
export async function openDesktop({ home, words = [] }: { home: string; words?: string[] }): Promise<Desktop> {
	const child = startDesktop(home, words)
	const exited = once(child, 'exit') as Promise<[number | null, string | null]>
	let errors = ''
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
	const first = await Promise.race([
		nextMessage(child),
		exited.then(([code]) =>
			Promise.reject(new Error(`The desktop ended with ${code} before its window opened.\n${errors}`))
		)
	])
	if (first.kind === 'dialog') {
		const [code] = await exited
		throw new ErrorBox(first.content, { cause: { code, title: first.title } })
	}
	if (first.kind !== 'window') throw new Error(`A window was expected, not ${first.kind}.`)
	const browser = await chromium.connectOverCDP(first.endpoint)
	const page = browser.contexts()[0]?.pages()[0]
	if (!page) throw new Error('The window has no page.')
	const tell = (message: FromTest) => void child.send(message)
	return {
		page,
		tell,
		async nextDialog() {
			const message = await nextMessage(child)
			if (message.kind !== 'dialog') throw new Error(`A dialog was expected, not ${message.kind}.`)
			return message
		},
		async inspect() {
			const answer = nextMessage(child)
			tell({ kind: 'inspect' })
			const message = await answer
			if (message.kind !== 'inspection') throw new Error(`An inspection was expected, not ${message.kind}.`)
			return message.inspection
		},
		async close() {
			if (child.connected) tell({ kind: 'close' })
			const [code, signal] = await exited
			await browser.close()
			return { code: code ?? signal, errors }
		}
	}
}

/** The program as a child process that tells about its windows and dialogs. */
function startDesktop(home: string, words: string[]): ChildProcess {
	const register = process.env['DIGIT_LAB_STAND_IN']
	if (!register) throw new Error('The stand-in is not built; test/stand-in/built.ts does it.')
	return spawn(
		process.execPath,
		['--import', pathToFileURL(register).href, join(root, 'out/main/desktop.js'), ...words],
		{
			cwd: root,
			env: { ...process.env, DIGIT_LAB_HOME: home },
			stdio: ['ignore', 'inherit', 'pipe', 'ipc']
		}
	)
}

const nextMessage = async (child: ChildProcess) => ((await once(child, 'message')) as [ToTest])[0]
