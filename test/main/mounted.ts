import { execFileSync } from 'node:child_process'
import { statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newHome } from './real-lab.ts'

const mount = (...words: string[]) => execFileSync('mount', words, { stdio: 'ignore' })

/** Why no file system can be mounted here; null where one can. */
export const cannotMount = whyNot()

function whyNot(): string | null {
	if (process.platform !== 'linux' || process.getuid?.() !== 0)
		return 'not run: only root on Linux may mount a file system'
	try {
		mount('--version')
		return null
	} catch {
		return 'not run: there is no mount'
	}
}

/** A disk of so many MB, gone when the test ends. */
export function smallDisk(megabytes: number) {
	const folder = newHome()
	mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)
	onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
	const ballast = join(folder, 'ballast')
	return {
		folder,
		/** Takes all the room there is, but for so many bytes. */
		fill(but = 0) {
			const { bavail, bsize } = statfsSync(folder)
			try {
				writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - but)))
			} catch (error) {
				// full is full, whoever took the last of it
				if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
			}
		},
		makeRoom: () => writeFileSync(ballast, ''),
		readOnly: () => mount('-o', 'remount,ro', folder)
	}
}
