import { statfsSync } from 'node:fs'
import { LabProblem } from '../../shared/problems.ts'

/**
 * What to say when the disk does not let the lab read or write what it keeps in `home`; null for a fault of another kind.
 * Codes are SQLite's or the system's.
 */
export function diskProblem(error: unknown, home: string): LabProblem | null {
	const code = codeOf(error)
	if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
		return new LabProblem(
			'HOME_UNUSABLE',
			`The history in ${home} is damaged or not a Digit Lab history. Nothing in it was changed. Put a backup in its place: close Digit Lab, move the files whose names begin with lab.sqlite out of that folder, and copy the backup there as lab.sqlite; in the terminal, "recover" does it and keeps what was there. Without a backup, move them away and start again, or name another folder with --home or DIGIT_LAB_HOME.`
		)
	if (isDiskFull(error, home))
		return new LabProblem('HOME_UNUSABLE', `The disk that holds ${home} is full. Make room and try again.`)
	if (code.startsWith('SQLITE_BUSY'))
		return new LabProblem(
			'HOME_UNUSABLE',
			`Another program has the history in ${home} to itself. Wait until it is done, or close it, and try again.`
		)
	if (/^(E[A-Z]+|SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH).*)$/.test(code))
		return new LabProblem(
			'HOME_UNUSABLE',
			`Digit Lab cannot keep its things in ${home} (${code}). Name a folder you may write to with --home or DIGIT_LAB_HOME.`
		)
	return null
}

/** Whether something could not be done because the disk that holds `home` is full. */
export function isDiskFull(error: unknown, home: string): boolean {
	const code = codeOf(error)
	return /^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(code) || (/^SQLITE_(CANTOPEN|IOERR)/.test(code) && isFull(home))
}

/** What to throw of an error: a problem that a person can mend, where it is one. */
export const inWords = (error: unknown, home: string): unknown =>
	error instanceof LabProblem ? error : (diskProblem(error, home) ?? error)

/** Does what can be left for another time, unless the disk does not let it. */
export function whereThereIsRoom(home: string, work: () => void): void {
	try {
		work()
	} catch (error) {
		if (!diskProblem(error, home)) throw error
	}
}

/** "SQLITE_FULL", "ENOSPC"; empty where nobody has said one. */
export function codeOf(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : null
	return typeof code === 'string' ? code : ''
}

/** SQLite needs 32 KB to open a database; where there is no room for them it does not say so. */
function isFull(home: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(home)
		return bavail * bsize < 2 ** 16
	} catch {
		// the folder itself is out of reach: that is another problem
		return false
	}
}
