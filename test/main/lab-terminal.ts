import { expect } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import type { Terminal } from '../../src/main/shells/terminal/door.ts'
import { runCommand } from '../../src/main/shells/terminal/program.ts'

/** Runs one command on an open lab and answers its code and its lines; it may neither serve nor touch files. */
export const runOn = (lab: Lab, ...words: string[]) => runWith({}, lab, ...words)

/** The same for a command that may read these files. */
export async function runWith(
	files: Record<string, Uint8Array>,
	lab: Lab,
	...words: string[]
): Promise<{ code: number; out: string[]; err: string[] }> {
	const [out, err]: [string[], string[]] = [[], []]
	const never = () => expect.fail('not needed for this')
	const bytesOf = (path: string) => files[path] ?? never()
	const terminal: Terminal = {
		open: () => ({ calls: lab.client, bytes: lab.bytes, close: () => Promise.resolve() }),
		serve: never,
		examine: never,
		recover: never,
		readFile: (path) => new TextDecoder().decode(bytesOf(path)),
		readBytes: (path) => Promise.resolve(bytesOf(path)),
		exists: never,
		writeFile: never,
		write: (line) => void out.push(line),
		say: (line) => void err.push(line),
		show: () => undefined,
		onInterrupt: () => () => undefined
	}
	return { code: await runCommand(words, terminal, '0'), out, err }
}
