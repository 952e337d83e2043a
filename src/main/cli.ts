import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import pack from '../../package.json' with { type: 'json' }
import { LabProblem } from '../shared/problems.ts'
import { examine } from './doctor.ts'
import { openLab, recover, type Lab } from './lab.ts'
import { serve } from './serve.ts'
import type { Terminal } from './shells/terminal/door.ts'
import { runCommand } from './shells/terminal/program.ts'
import { worldHere } from './world.ts'
import { writeFile } from './write-file.ts'

// the terminal's door; `shells/terminal` has the commands

const interrupts: (() => void)[] = []
let lastInterrupt = -Infinity

/** Ctrl-C reaches this process from the terminal and once more from the program that started it: one press, one answer. */
function interrupt() {
	const again = performance.now() - lastInterrupt
	if (again < 500) return
	lastInterrupt = performance.now()
	const callback = interrupts.pop()
	if (callback) callback()
	else process.exit(130)
}
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
// `lab runs | head` closes the pipe early, which is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

function onInterrupt(callback: () => void): () => void {
	interrupts.push(callback)
	return () => {
		const place = interrupts.indexOf(callback)
		if (place >= 0) interrupts.splice(place, 1)
	}
}

let shown = false
function clear() {
	if (shown) process.stderr.write('\r\x1b[K')
	shown = false
}

/** Names of files and runs may hold what a terminal obeys: of all control characters, it is shown ends of lines and tabs. */
const harmless = (line: string, { isTTY }: NodeJS.WriteStream) =>
	isTTY ? line.replaceAll(/[^\P{Cc}\n\t]/gu, '\ufffd') : line

const terminal: Terminal = {
	open(home) {
		const lab = openLab(worldHere({ home }))
		if (lab.notice) terminal.say(lab.notice)
		return { calls: lab.client, bytes: lab.bytes, close: () => lab.close() }
	},
	async serve(home, options) {
		const lab: Lab = openLab(worldHere({ home }))
		try {
			const served = await serve(lab, { ...options, say: (line) => terminal.write(line) })
			lab.resumeQueue()
			terminal.say('Ctrl-C closes it.')
			await new Promise<void>((resolve) => onInterrupt(resolve))
			await served.close()
		} finally {
			await lab.close()
		}
	},
	examine: (home) => examine(worldHere({ home }), process.env['WAYLAND_DISPLAY'] || process.env['DISPLAY'] || null),
	recover: (home, file) => recover(worldHere({ home }).home, file),
	readFile: (path) => readFileSync(path, 'utf8'),
	readBytes: (path) => readFile(path),
	exists: existsSync,
	writeFile,
	width: process.stdout.columns || undefined,
	write(line) {
		clear()
		process.stdout.write(`${harmless(line, process.stdout)}\n`)
	},
	say(line) {
		clear()
		process.stderr.write(`${harmless(line, process.stderr)}\n`)
	},
	show(line) {
		if (!process.stderr.isTTY) return
		const room = (process.stderr.columns || 80) - 1
		process.stderr.write(`\r\x1b[K${Array.from(line).slice(0, room).join('')}`)
		shown = true
	},
	onInterrupt
}

if (Number(process.versions.node.split('.')[0]) < 22) {
	terminal.say(`Digit Lab needs Node 22 or newer, and this is ${process.versions.node}. "npm run lab" brings its own.`)
	process.exit(1)
}
try {
	process.exitCode = await runCommand(process.argv.slice(2), terminal, pack.version)
} catch (error) {
	if (error instanceof LabProblem) terminal.say(error.message)
	else console.error(error)
	process.exitCode = 1
}
