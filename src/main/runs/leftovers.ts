import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { anHourBefore } from './purging.ts'
import type { World } from './world.ts'

/** What a lab that was killed may leave unfinished, folder by folder. */
const unfinished = ({
	home,
	scratch
}: Pick<World, 'home' | 'scratch'>): (readonly [folder: string, name: RegExp])[] => [
	// a backup that was handed out, one that was to be recovered
	[home, /^lab(-\d+-\d+|\.sqlite)\.part(-journal)?$/],
	// SQLite's, from when a history was let go to be replaced; one that is open as ours is has a log instead
	[home, /^lab\.sqlite-journal$/],
	// a copy of what was there before
	[join(home, 'backups'), /^(format|replaced).*\.part(-journal)?$/],
	// what was worked out of a data set
	[join(home, 'analysis'), /\.json\.\d+\.part$/],
	// data sets that were removed
	[join(home, 'data'), /^\.removed-/],
	// one that was given another name
	...namesIn(join(home, 'data')).map((set) => [join(home, 'data', set), /^data-set\.json\.part$/] as const),
	// a graph on its way to TensorFlow
	[scratch, /^digit-lab-graph-/]
]

/** Throws away what nobody has written to for an hour: whoever made it was killed. The history must be open. */
export function throwAwayLeftovers(world: Pick<World, 'home' | 'scratch' | 'now'>): void {
	const before = Date.parse(anHourBefore(world.now()))
	for (const [folder, unfinishedName] of unfinished(world))
		for (const name of namesIn(folder).filter((name) => unfinishedName.test(name)))
			try {
				const path = join(folder, name)
				if (statSync(path).mtimeMs < before) rmSync(path, { recursive: true, force: true })
			} catch {
				// somebody else's, or gone by now: the next start looks again
			}
}

function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder)
	} catch {
		// there is none yet
		return []
	}
}
