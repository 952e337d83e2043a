import { expect } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import type { Terminal } from '../../src/main/shells/terminal/door.ts'
import { runCommand } from '../../src/main/shells/terminal/program.ts'

/** Runs one command on an open lab and answers its code and its lines; it may neither serve nor touch files. */
export const runOn = (lab: Lab, ...words: string[]) => runWith({}, lab, ...words)

/** The same for a command that may read these files. */
export const runWith = (files: Record<string, Uint8Array>, lab: Lab, ...words: string[]) => run(files, {}, lab, words)

/** The same for a command that may open these labs by their homes as well. */
export const runAmong = (others: Record<string, Lab>, lab: Lab, ...words: string[]) => run({}, others, lab, words)

async function run(
	files: Record<string, Uint8Array>,
	others: Record<string, Lab>,
	lab: Lab,
	words: string[]
): Promise<{ code: number; out: string[]; err: string[] }> {
	const [out, err]: [string[], string[]] = [[], []]
	const never = () => expect.fail('not needed for this')
	const bytesOf = (path: string) => files[path] ?? never()
	const terminal: Terminal = {
		open(home) {
			const { client, bytes } = home === undefined ? lab : (others[home] ?? never())
			return { calls: client, bytes, close: () => Promise.resolve() }
		},
		serve: never,
		examine: never,
		recover: never,
		readFile: (path) => new TextDecoder().decode(bytesOf(path)),
		readBytes: (path) => Promise.resolve(bytesOf(path)),
		exists: (path) => Object.keys(others).some((home) => path === `${home}/lab.sqlite`),
		writeFile: never,
		write: (line) => void out.push(line),
		say: (line) => void err.push(line),
		show: () => undefined,
		onInterrupt: () => () => undefined
	}
	return { code: await runCommand(words, terminal, '0'), out, err }
}
