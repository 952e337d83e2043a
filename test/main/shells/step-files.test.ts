import { expect, test } from 'vitest'
import type { LabBytes } from '../../../src/shared/bytes.ts'
import type { Terminal } from '../../../src/main/shells/terminal/door.ts'
import { stepWriter } from '../../../src/main/shells/terminal/step-files.ts'
import { aPicture } from '../../shared/a-picture.ts'

test('files of one name get names of their own in the order they were told, whichever is read first', async () => {
	const written = new Map<string, number>()
	const terminal = {
		writeFile: (path: string, body: Uint8Array) => Promise.resolve(void written.set(path, body[0] ?? 0))
	} as unknown as Terminal
	const bytes = {
		step: (picture: number) => ({ name: '', type: '', body: Uint8Array.of(picture) })
	} as unknown as LabBytes
	const writerOf = stepWriter(terminal, bytes, 'out')
	const writers = ['3/a-2.png', '7/a.png', '3/a.png', '5/A.jpg'].map(writerOf)
	for (const [at, write] of [...writers.entries()].reverse()) await write(aPicture(at + 1, '7'))
	const starts = ['a-2', 'a', 'a-3', 'A-4']
	expect(starts.map((start) => written.get(`out/${start}.1-original.png`))).toEqual([1, 2, 3, 4])
	expect(written.size).toBe(4 * 8)
})
