import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { endHelpers } from './setup/run.mjs'

const asked = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/** @type {import('node:child_process').ChildProcess | undefined} */
let front
/** @type {NodeJS.Signals | undefined} */
let interruptedBy

/** The exit code a shell gives a program that a signal ended. @param {NodeJS.Signals} signal */
export function codeOf(signal) {
	return 128 + constants.signals[signal]
}

/** The code to end with if someone asked us to stop; else undefined. */
export function interrupted() {
	return interruptedBy === undefined ? undefined : codeOf(interruptedBy)
}

/** Passes signals on to the program in front; without one, ends this process and the helpers it started. */
export function obeySignals() {
	process.on('exit', endHelpers)
	for (const signal of asked)
		process.on(signal, () => {
			interruptedBy = signal
			if (front === undefined) process.exit(codeOf(signal))
			// on Windows the console has told the program already, and this would end it at once
			else if (process.platform !== 'win32') front.kill(signal)
		})
}

/**
 * Runs a program with this terminal as its own and waits for it.
 * @param {string} command @param {string[]} args @param {{ cwd: string, env: NodeJS.ProcessEnv }} how
 * @returns {Promise<number>} its exit code
 */
export function inFront(command, args, how) {
	return new Promise((resolve) => {
		front = spawn(command, args, { ...how, stdio: 'inherit' })
		front.on('error', (error) => {
			front = undefined
			process.stderr.write(`${command} could not be started: ${error.message}\n`)
			resolve(127)
		})
		front.on('exit', (code, signal) => {
			front = undefined
			resolve(code ?? (signal === null ? 1 : codeOf(signal)))
		})
	})
}
