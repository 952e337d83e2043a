import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLab, type Ended } from '../../../test/stories/terminal.ts'

/** Where one lab is killed: its home, the folder it takes for the system's temporary one, and the file it may write a backup to. */
export interface Place {
	home: string
	scratch: string
	backup: string
}

/** A place whose home is a copy of `home`, or empty; `leave` throws it away. */
export function newPlace(home?: string): Place & { leave: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'digit-lab-kill-'))
	const place = { home: join(folder, 'home'), scratch: join(folder, 'scratch'), backup: join(folder, 'backup.sqlite') }
	mkdirSync(place.scratch)
	if (home && existsSync(home)) cpSync(home, place.home, { recursive: true })
	return { ...place, leave: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Starts the built lab there; `delay` ms later it is killed, unless it has ended by then. */
async function startAt(place: Place, words: readonly string[], delay?: number): Promise<Ended & { killed: boolean }> {
	const { home, scratch } = place
	const { child, ended } = startLab(home, words, { TMPDIR: scratch, TEMP: scratch, TMP: scratch })
	const timer = delay === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), delay)
	const how = await ended
	clearTimeout(timer)
	return { ...how, killed: child.signalCode === 'SIGKILL' }
}

/** Runs a command to its end. */
export const run = (place: Place, words: readonly string[]) => startAt(place, words)

/** Runs a command and kills it after `delay` ms; `killed` says whether it was still running then. */
export const kill = (place: Place, words: readonly string[], delay: number) => startAt(place, words, delay)

/** Runs a command that must succeed; answers the ms it took. */
export async function took(place: Place, words: readonly string[]): Promise<number> {
	const began = performance.now()
	const { code, stderr } = await run(place, words)
	if (code !== 0) throw new Error(`lab ${words.join(' ')} ended with ${code}: ${stderr}`)
	return performance.now() - began
}
