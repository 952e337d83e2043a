import { chmod, link, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { extractFile, getRawHeader, type DirectoryRecord } from '@electron/asar'

/** Electron's own mark in its binary, behind which the fuses lie: version 1, eight fuses, each as Electron ships it. */
const fuses = Buffer.concat([
	Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
	Buffer.from([1, 8]),
	Buffer.from('10110001')
])

/**
 * A distribution for the packager where Electron's cannot be had: the program is a script that opens the stand-in on the
 * packed files, and carries fuses that can be set.
 */
export async function makeDistribution(folder: string) {
	const register = pathToFileURL(process.env['DIGIT_LAB_STAND_IN'] ?? '').href
	const script = [
		'#!/bin/sh',
		`exec "${process.execPath}" --import "${register}" "$(dirname "$0")/resources/extracted/out/main/desktop.js" "$@"`,
		'exit # '
	].join('\n')
	for (const part of ['resources', 'locales']) await mkdir(join(folder, part), { recursive: true })
	for (const language of ['en-US', 'de']) await writeFile(join(folder, 'locales', `${language}.pak`), '')
	await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.from(script), fuses, Buffer.from('\n')]))
	await chmod(join(folder, 'electron'), 0o755)
}

export interface PackedFile {
	path: string
	bytes: number
	/** Whether it lies beside the archive, where the system finds it. */
	unpacked: boolean
}

export function filesIn(archive: string): PackedFile[] {
	const walk = ({ files }: DirectoryRecord, above: string): PackedFile[] =>
		Object.entries(files).flatMap(([name, entry]) => {
			const path = above + name
			if ('files' in entry) return walk(entry, `${path}/`)
			if ('link' in entry) throw new Error(`${path} is a link`)
			return [{ path, bytes: entry.size, unpacked: entry.unpacked }]
		})
	return walk(getRawHeader(archive).header, '')
}

/** Lays the archive and what lies beside it into one folder, as Electron shows them to the program; Node sees no archive. */
export async function extract(archive: string, files: readonly PackedFile[], folder: string) {
	for (const { path, unpacked } of files) {
		const to = join(folder, path)
		await mkdir(dirname(to), { recursive: true })
		if (unpacked) await link(join(`${archive}.unpacked`, path), to)
		else await writeFile(to, extractFile(archive, path))
	}
}
