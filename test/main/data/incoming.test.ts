import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { incomingFolder, keepIncoming, partsOf } from '../../../src/main/data/incoming.ts'

const incoming = '0b0c7f0e-3f57-4f0e-9b0a-0d6b1f6c1a11'

test('files that are brought stay where they belong, whatever their paths say (zip slip)', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rm(folder, { recursive: true }))
	const sets = join(folder, 'home', 'data')
	await mkdir(sets, { recursive: true })
	const paths = [
		'../../../up.png',
		'/etc/passwd',
		'C:\\Windows\\x',
		'..\\..\\back',
		'./../.',
		'a/../../b',
		'NUL\0.png',
		''
	]
	// eslint-disable-next-line @typescript-eslint/require-await
	async function* brought() {
		for (const path of paths) yield { path, body: one() }
	}
	// eslint-disable-next-line @typescript-eslint/require-await
	async function* one() {
		yield new Uint8Array([1])
	}
	expect(await keepIncoming(sets, incoming, brought())).toBe(paths.length)
	const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
	const own = join(incomingFolder(sets, incoming), 'files') + sep
	const inside = found.map(({ parentPath, name }) => join(parentPath, name))
	expect(inside.filter((path) => !path.startsWith(own))).toEqual([])
	expect(inside.map((path) => relative(own, path)).sort()).toContain(join('etc', 'passwd'))
	expect((await readFile(join(own, 'up.png'))).length).toBe(1)
})

test('no path there is leads out of a folder', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('..', '.', '/', '\\', 'a', ':', '\0', ' ', '%2e%2e')), (pieces) => {
			const parts = partsOf(pieces.join(''))
			const path = join('/home', ...parts)
			expect(path.startsWith('/home/')).toBe(true)
			expect(parts.some((part) => /[/\\:\0]|^\.*$/.test(part))).toBe(false)
		})
	)
})
