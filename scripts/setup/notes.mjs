import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const day = 24 * 60 * 60 * 1000

/** What a JSON file says; undefined when it is missing or was never finished. @param {string} file @returns {any} */
export function readNote(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'))
	} catch {
		return undefined
	}
}

/** Writes a JSON file whole or not at all. @param {string} file @param {unknown} value */
export function writeNote(file, value) {
	mkdirSync(dirname(file), { recursive: true })
	const fresh = `${file}.${process.pid}`
	writeFileSync(fresh, JSON.stringify(value, null, '\t') + '\n')
	renameSync(fresh, file)
}

/** @param {string} file */
export function forget(file) {
	rmSync(file, { force: true })
}

/**
 * Whether a failure is recent enough not to be tried again: trying costs seconds, and little changes within a day.
 * @param {{ failedAt?: number } | undefined} note @param {number} now milliseconds
 */
export function failedLately(note, now) {
	return note?.failedAt !== undefined && now >= note.failedAt && now - note.failedAt < day
}
