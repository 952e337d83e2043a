import { readdirSync, statSync } from 'node:fs'
import { mkdir, open, rm, statfs, type FileHandle } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BroughtFile } from '../../shared/bytes.ts'
import { incomingId } from '../../shared/importing.ts'
import { fnv1a } from '../../shared/likeness.ts'
import { LabProblem } from '../../shared/problems.ts'

const prefix = '.incoming-'
/** So many bytes stay free on the disk. */
const reserve = 500 * 2 ** 20
/** What nobody has come back for after a day is thrown away. */
const longest = 86_400_000

/** The folder of what is brought together: `files` as they came, `made` what becomes of them. */
export const incomingFolder = (sets: string, incoming: string) => join(sets, `${prefix}${incoming}`)

/** So many folders may lie in one another: with more, some systems find a path too long. */
const deepest = 16
/** So many characters of a name are kept: 255 bytes, which systems take, also where each has three. */
const longestName = 80

/**
 * Keeps files as they come, under names that lead nowhere else, none in another's place. Throws a LabProblem when the disk
 * is full, or where folders lie too deep in one another.
 */
export async function keepIncoming(sets: string, incoming: string, files: AsyncIterable<BroughtFile>): Promise<number> {
	if (!incomingId.safeParse(incoming).success)
		throw new LabProblem(
			'BAD_REQUEST',
			'What is brought needs a name of its own. Load the page again and try once more.'
		)
	let kept = 0
	for await (const { path, body } of files) {
		const parts = partsOf(path)
		if (parts.length > deepest)
			throw new LabProblem(
				'BAD_DATA',
				`${path.slice(0, 200)} lies ${parts.length - 1} folders deep; up to ${deepest - 1} are read. Bring the folder that holds the images.`
			)
		const place = join(incomingFolder(sets, incoming), 'files', ...parts)
		await makeFolder(dirname(place), path)
		if (kept % 100 === 0) await checkRoom(sets)
		try {
			const file = await openNew(place)
			await pipeline(Readable.from(body), file.createWriteStream())
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
			throw full(sets)
		}
		kept++
	}
	return kept
}

async function makeFolder(folder: string, path: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true })
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error
		throw new LabProblem(
			'BAD_DATA',
			`${path.slice(0, 200)} lies in a folder that is a file as well. Name one of them anew.`
		)
	}
}

/** Opens a file that was not there: two names that become one ("a?.png" and "a_.png") are told apart by a number. */
async function openNew(place: string): Promise<FileHandle> {
	const { dir, name, ext } = parse(place)
	for (let number = 1; ; number++)
		try {
			return await open(number === 1 ? place : join(dir, `${name} (${number})${ext}`), 'wx')
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
		}
}

/** "../../a\\b//c" → ["a", "b", "c"]: what a path may say of folders, and nothing that leads out of them. */
export function partsOf(path: string): string[] {
	const parts = path
		.split(/[/\\]/)
		// what Windows forbids, and control characters
		.map((part) => part.replaceAll(/[<>:"|?*\p{Cc}]/gu, '_').trim())
		.map((part) => (part.length > longestName ? shortened(part) : part))
		.filter((part) => part !== '' && !/^\.+$/.test(part))
	return parts.length > 0 ? parts : ['file']
}

/** The beginning of a long name, its end with what kind of file it is, and between them what tells it from others. */
const shortened = (name: string) =>
	`${name.slice(0, longestName - 30)}~${fnv1a(name).toString(16)}~${name.slice(-20)}`.trim()

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
