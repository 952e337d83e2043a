import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { incomingFolder, keepIncoming, partsOf } from '../../../src/main/data/incoming.ts'

const incoming = '0b0c7f0e-3f57-4f0e-9b0a-0d6b1f6c1a11'

async function someSets() {
	const folder = await mkdtemp(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rm(folder, { recursive: true }))
	const sets = join(folder, 'home', 'data')
	await mkdir(sets, { recursive: true })
	return { folder, sets }
}

/** Files that each hold their own number. */
// eslint-disable-next-line @typescript-eslint/require-await
async function* brought(paths: readonly string[]) {
	for (const [place, path] of paths.entries()) yield { path, body: one(place) }
}
// eslint-disable-next-line @typescript-eslint/require-await
async function* one(number: number) {
	yield new Uint8Array([number])
}

test('files that are brought stay where they belong, whatever their paths say (zip slip)', async () => {
	const { folder, sets } = await someSets()
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
	expect(await keepIncoming(sets, incoming, brought(paths))).toBe(paths.length)
	const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
	const own = join(incomingFolder(sets, incoming), 'files') + sep
	const inside = found.map(({ parentPath, name }) => join(parentPath, name))
	expect(inside.filter((path) => !path.startsWith(own))).toEqual([])
	expect(inside.map((path) => relative(own, path)).sort()).toContain(join('etc', 'passwd'))
	expect((await readFile(join(own, 'up.png'))).length).toBe(1)
})

const long = 'x'.repeat(150)
test.each<[string, string[]]>([
	['whose folders lie deep', ['train', 'test'].map((part) => `all/${part}/a/b/c/d/e/7/1.png`)],
	['whose names become one', ['a?.png', 'a_.png', 'a*.png', 'a_.png']],
	['with long names that begin and end alike', ['1', '2'].map((middle) => `${long}${middle}${long}.png`)],
	['with long names in three bytes a letter', ['一'.repeat(255) + '.png', '一'.repeat(254) + '.png']]
])('of files %s, each is kept', async (_, paths) => {
	const { sets } = await someSets()
	expect(await keepIncoming(sets, incoming, brought(paths))).toBe(paths.length)
	const kept = join(incomingFolder(sets, incoming), 'files')
	const files = (await readdir(kept, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
	const held = await Promise.all(files.map(async ({ parentPath, name }) => (await readFile(join(parentPath, name)))[0]))
	expect(held.sort()).toEqual([...paths.keys()])
	expect(files.every(({ name }) => name.endsWith('.png'))).toBe(true)
})

test.each([
	['in folders as deep as nobody keeps images in', ['a/'.repeat(16) + '1.png'], /16 folders deep/],
	['in a folder that is a file as well', ['a', 'a/1.png'], /is a file as well/]
])('what lies %s is refused in a sentence', async (_, paths, sentence) => {
	const { sets } = await someSets()
	await expect(keepIncoming(sets, incoming, brought(paths))).rejects.toThrow(sentence)
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
