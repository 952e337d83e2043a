const quietFor = 10_000

/**
 * One line of set-up on stderr. On a terminal it rewrites itself; elsewhere it is said when it begins, now and then
 * while it lasts, and when it ends.
 * `note` is a line that stays while the step goes on.
 * @typedef {{ now(text: string): void, note(text: string): void, done(text: string): void }} Step
 */

/** @param {string} name @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} [out] @returns {Step} */
export function step(name, out = process.stderr) {
	const label = `  ${name.padEnd(11)}`
	let saidAt = -Infinity
	/** @param {string} text */
	const stay = (text) => void out.write(`${out.isTTY ? '\r\x1b[2K' : ''}${label}${text}\n`)
	return {
		now(text) {
			if (out.isTTY) out.write(`\r\x1b[2K${(label + text).slice(0, (out.columns || 80) - 1)}`)
			else if (Date.now() - saidAt >= quietFor) out.write(`${label}${text}\n`)
			else return
			saidAt = Date.now()
		},
		note: stay,
		done: stay
	}
}

/** @param {string} line */
export function say(line) {
	process.stderr.write(line + '\n')
}

/** @param {number} bytes */
export function megabytes(bytes) {
	return `${Math.round(bytes / 1e6)} MB`
}

/** @param {number} since milliseconds */
export function secondsSince(since) {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
