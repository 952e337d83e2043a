import { createWriteStream, readdirSync, statSync } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BroughtFile } from '../../shared/bytes.ts'
import { incomingId } from '../../shared/importing.ts'
import { LabProblem } from '../../shared/problems.ts'

const prefix = '.incoming-'
/** So many bytes stay free on the disk. */
const reserve = 500 * 2 ** 20
/** What nobody has come back for after a day is thrown away. */
const longest = 86_400_000

/** The folder of what is brought together: `files` as they came, `made` what becomes of them. */
export const incomingFolder = (sets: string, incoming: string) => join(sets, `${prefix}${incoming}`)

/** Keeps files as they come, under names that lead nowhere else. Throws a LabProblem when the disk is full. */
export async function keepIncoming(sets: string, incoming: string, files: AsyncIterable<BroughtFile>): Promise<number> {
	if (!incomingId.safeParse(incoming).success)
		throw new LabProblem(
			'BAD_REQUEST',
			'What is brought needs a name of its own. Load the page again and try once more.'
		)
	let kept = 0
	for await (const { path, body } of files) {
		const place = join(incomingFolder(sets, incoming), 'files', ...partsOf(path))
		await mkdir(dirname(place), { recursive: true })
		if (kept % 100 === 0) await checkRoom(sets)
		try {
			await pipeline(Readable.from(body), createWriteStream(place))
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
			throw full(sets)
		}
		kept++
	}
	return kept
}

/** "../../a\\b//c" → ["a", "b", "c"]: what a path may say of folders, and nothing that leads out of them. */
export function partsOf(path: string): string[] {
	const parts = path
		.split(/[/\\]/)
		// what Windows forbids, and control characters
		.map((part) =>
			part
				.replaceAll(/[<>:"|?*\p{Cc}]/gu, '_')
				.trim()
				.slice(0, 120)
		)
		.filter((part) => part !== '' && !/^\.+$/.test(part))
	return parts.length > 0 ? parts.slice(-6) : ['file']
}

/** Throws away what nobody has come back for. */
export function forgetOld(sets: string, now: number): void {
	let names: string[] = []
	try {
		names = readdirSync(sets).filter((name) => name.startsWith(prefix))
	} catch {
		// nothing was ever brought
	}
	for (const name of names)
		if (now - statSync(join(sets, name)).mtimeMs > longest) void rm(join(sets, name), { recursive: true, force: true })
}

async function checkRoom(sets: string): Promise<void> {
	const { bavail, bsize } = await statfs(sets)
	if (bavail * bsize < reserve) throw full(sets)
}

const full = (sets: string) =>
	new LabProblem('HOME_UNUSABLE', `The disk with ${sets} is nearly full. Make room there and bring the files again.`)
