import { spawn, spawnSync } from 'node:child_process'

/** The helpers at work now; whoever must know of them (the lock) listens. */
export const helpers = new Set()
/** @type {Set<() => void>} */
export const helperListeners = new Set()

const kept = 200_000

/**
 * Runs a helper program quietly and never throws.
 * `grew` is asked every half second for a number that rises while there is progress (bytes, by default the output's
 * length); when it has stood still for `stall` milliseconds, or `limit` milliseconds are over, the helper is ended.
 * @param {string} command @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limit?: number, stall?: number, grew?: () => number,
 *   heard?: (text: string) => void, shell?: boolean }} [how]
 * @returns {Promise<{ code: number, output: string, ended?: string }>} output is the last of stdout and stderr together
 */
export function run(command, args, how = {}) {
	const windows = process.platform === 'win32'
	return new Promise((resolve) => {
		// its own process group, so that it can be ended with everything it started
		const child = spawn(command, args, {
			cwd: how.cwd,
			env: how.env,
			shell: how.shell ?? false,
			detached: !windows,
			windowsHide: true,
			stdio: ['ignore', 'pipe', 'pipe']
		})
		let output = ''
		let heard = 0
		/** @type {string | undefined} */
		let ended
		let best = -1
		let movedAt = Date.now()
		const beganAt = Date.now()
		const watch = setInterval(() => {
			const size = (how.grew?.() ?? 0) + heard
			if (size !== best) movedAt = Date.now()
			best = size
			if (how.limit !== undefined && Date.now() - beganAt > how.limit) stop('it took too long')
			else if (how.stall !== undefined && Date.now() - movedAt > how.stall) stop('it made no progress')
		}, 500)
		/** @param {string} why */
		function stop(why) {
			ended ??= why
			endTree(child.pid)
		}
		/** @param {Buffer} chunk */
		function listen(chunk) {
			const text = String(chunk)
			heard += chunk.length
			output = (output + text).slice(-kept)
			how.heard?.(text)
		}
		/** @param {number} code */
		function finish(code) {
			clearInterval(watch)
			changeHelpers(() => helpers.delete(child.pid))
			resolve(ended === undefined ? { code, output } : { code, output, ended })
		}
		child.stdout.on('data', listen)
		child.stderr.on('data', listen)
		child.on('error', (error) => {
			output += error.message
			finish(127)
		})
		child.on('close', (code) => finish(code ?? 1))
		if (child.pid !== undefined) changeHelpers(() => helpers.add(child.pid))
	})
}

/** Ends every helper at once; for the moment this process goes. */
export function endHelpers() {
	for (const pid of helpers) endTree(pid)
}

/** @param {() => void} change */
function changeHelpers(change) {
	change()
	for (const listener of helperListeners) listener()
}

/** @param {number | undefined} pid */
function endTree(pid) {
	if (pid === undefined) return
	try {
		if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' })
		else process.kill(-pid, 'SIGKILL')
	} catch {
		// it ended by itself in the meantime
	}
}
