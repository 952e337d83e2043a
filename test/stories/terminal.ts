import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { built, root } from './place.ts'

/** How a command of the terminal ended. */
export interface Ended {
	code: number | null
	stdout: string
	stderr: string
}

/** A command that runs: its lines as they come, and its end. */
export interface Command {
	child: ChildProcessWithoutNullStreams
	/** stdout, line by line; ends when the command does. */
	lines: AsyncIterable<string>
	ended: Promise<Ended>
}

/** Starts `lab <words>` on `home`, as a person in a terminal would; `environment` adds to this process's. */
export function startLab(home: string, words: readonly string[], environment: Record<string, string> = {}): Command {
	const child = spawn(process.execPath, [built('main/cli.js'), ...words], {
		cwd: root,
		env: { ...process.env, DIGIT_LAB_HOME: home, ...environment }
	})
	const texts = { stdout: '', stderr: '' }
	child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text))
	child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
	const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...texts }))
	return { child, lines: createInterface({ input: child.stdout }), ended }
}

/** Runs `lab <words>` to its end. */
export const lab = (home: string, ...words: string[]): Promise<Ended> => startLab(home, words).ended

/** The objects that `--json` printed, one a line. */
export const objects = <T>(text: string): T[] =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as T)

/** The address that `lab serve` prints. */
export async function printedAddress({ lines, ended }: Command): Promise<string> {
	for await (const line of lines) {
		const address = /http:\/\/127\.0\.0\.1:\d+\/\?key=\S+/.exec(line)?.[0]
		if (address) return address
	}
	throw new Error(`The lab printed no address.\n${(await ended).stderr}`)
}
