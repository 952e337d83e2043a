import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, watch } from 'node:fs'
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

/** What a time is counted from: the start of the program, the first change in its home, or its first word. */
export type From = 'start' | 'change' | 'word'

/** When a command is killed. */
export interface When {
	from: From
	delay: number
}

/** How a command ended, and how many ms after its start and after its first sign. */
interface Went extends Ended {
	killed: boolean
	took: Record<From, number>
}

/** Runs the built lab there to its end, or until it is killed; `killed` says whether it was still running then. */
export async function run(place: Place, words: readonly string[], when?: When): Promise<Went> {
	const { home, scratch } = place
	const began: Partial<Record<From, number>> = {}
	let timer: NodeJS.Timeout | undefined
	const sign = (from: From) => {
		if (began[from] !== undefined) return
		began[from] = performance.now()
		if (from === when?.from) timer = setTimeout(() => child.kill('SIGKILL'), when.delay)
	}
	const watcher = existsSync(home) ? watch(home, () => sign('change')) : null
	const { child, ended } = startLab(home, words, { TMPDIR: scratch, TEMP: scratch, TMP: scratch })
	sign('start')
	child.stdout.once('data', () => sign('word'))
	const how = await ended
	clearTimeout(timer)
	watcher?.close()
	const since = (from: From) => performance.now() - (began[from] ?? NaN)
	return {
		...how,
		killed: child.signalCode === 'SIGKILL',
		took: { start: since('start'), change: since('change'), word: since('word') }
	}
}

/** Runs a command that must succeed; answers the ms it took. */
export async function took(place: Place, words: readonly string[]): Promise<Record<From, number>> {
	const { code, stderr, took } = await run(place, words)
	if (code !== 0) throw new Error(`lab ${words.join(' ')} ended with ${code}: ${stderr}`)
	return took
}
