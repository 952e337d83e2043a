import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { classify } from '../../../src/main/shells/terminal/classify.ts'
import type { LabCalls, Terminal } from '../../../src/main/shells/terminal/door.ts'
import type { LabBytes } from '../../../src/shared/bytes.ts'
import { readingSettings } from '../../../src/shared/vision.ts'
import { aPicture } from '../../shared/a-picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'classify-'))
afterEach(() => rmSync(folder, { recursive: true }))

test('files are told in their order, and one with a label in which no digit was found counts as wrong', async () => {
	// what each file says is what it is read as
	const files = { '1/a.png': '1', '1/b.png': '', '7/a.png': '1', '7/c.png': '7' }
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(join(folder, path.slice(0, 1)), { recursive: true })
		writeFileSync(join(folder, path), text)
	}
	const [out, err]: [string[], string[]] = [[], []]
	const terminal = {
		readBytes: (path: string) => readFile(path),
		write: (line: string) => void out.push(line),
		say: (line: string) => void err.push(line),
		show: () => undefined,
		onInterrupt: () => () => undefined
	} as unknown as Terminal
	let id = 0
	const bytes = {
		picture: async (file: Uint8Array, { label }: { label: { text: string; from: 'folder' } | null }) => {
			const row = aPicture(++id, new TextDecoder().decode(file), { label })
			await pause(10 * (5 - row.id))
			return row.digits.length > 0 ? row : { ...row, notes: ['no ink was found'] }
		}
	} as unknown as LabBytes
	const job = {
		answering: { runs: [1], ensemble: false },
		settings: readingSettings.parse({}),
		json: false,
		steps: null
	}
	const code = await classify(terminal, {} as LabCalls, bytes, { ...job, paths: [folder] })
	expect(code).toBe(1)
	expect(out.slice(0, 3).map((line) => line.slice(folder.length + 1).split(/\s+/)[0])).toEqual([
		'1/a.png',
		'7/a.png',
		'7/c.png'
	])
	expect(err[0]).toBe(`${join(folder, '1/b.png')} shows no digit: no ink was found.`)
	expect(out[3]).toMatch(/^Accuracy 50\.00 % \(2 of 4 pictures with a label/)
	expect(out[3]).toContain('In 1 of them, not as many digits were found')
})
