import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allThere, damaged, discard, place, publish, readEntry, sweep } from '../../scripts/setup/tensorflow/entry.mjs'
import { emptyFolder } from './folder.ts'

async function cached(): Promise<{ cache: string; entry: string }> {
	const cache = emptyFolder()
	const filling = join(cache, 'wheel.filling-1')
	mkdirSync(join(filling, 'lib'), { recursive: true })
	writeFileSync(join(filling, 'lib', 'addon.node'), 'addon')
	writeFileSync(join(filling, 'lib', 'library.so.2'), 'a large library')
	if (process.platform !== 'win32') symlinkSync('library.so.2', join(filling, 'lib', 'library.so'))
	await publish(filling, join(cache, 'wheel'), { source: 'a test', version: '1' })
	return { cache, entry: join(cache, 'wheel') }
}

function manifestOf(entry: string) {
	const manifest = readEntry(entry)
	if (manifest === undefined) throw new Error('there is no entry')
	return manifest
}

test('an entry that was published is found whole and can be placed in a package', async () => {
	const { cache, entry } = await cached()
	const manifest = manifestOf(entry)
	expect(await damaged(entry, manifest)).toBeUndefined()
	const target = join(cache, 'package')
	place(entry, manifest, target)
	place(entry, manifest, target)
	expect(readFileSync(join(target, 'lib', 'addon.node'), 'utf8')).toBe('addon')
	expect(allThere(target, manifest.members)).toBe(true)
	expect(readdirSync(join(target, 'lib')).filter((name) => name.endsWith(String(process.pid)))).toEqual([])
})

test('a folder that was never published is not an entry', () => {
	const entry = join(emptyFolder(), 'wheel')
	mkdirSync(join(entry, 'lib'), { recursive: true })
	writeFileSync(join(entry, 'lib', 'addon.node'), 'addon')
	expect(readEntry(entry)).toBeUndefined()
})

test('an entry with a file that is missing or short is not used', async () => {
	const { entry } = await cached()
	writeFileSync(join(entry, 'lib', 'library.so.2'), 'a large')
	expect(readEntry(entry)).toBeUndefined()
	rmSync(join(entry, 'lib', 'library.so.2'))
	expect(readEntry(entry)).toBeUndefined()
})

test('a changed byte is found although the size is the same', async () => {
	const { entry } = await cached()
	writeFileSync(join(entry, 'lib', 'library.so.2'), 'a lorge library')
	expect(await damaged(entry, manifestOf(entry))).toBe('lib/library.so.2')
})

test('a checkout notices that what it was given is gone', async () => {
	const { cache, entry } = await cached()
	const { members } = manifestOf(entry)
	const target = join(cache, 'package')
	place(entry, manifestOf(entry), target)
	rmSync(join(target, 'lib', 'addon.node'))
	expect(allThere(target, members)).toBe(false)
})

test('placing a new library leaves the old one whole for the program that uses it', async () => {
	const { cache, entry } = await cached()
	const target = join(cache, 'package')
	mkdirSync(join(target, 'lib'), { recursive: true })
	writeFileSync(join(target, 'lib', 'addon.node'), 'the old one')
	const old = statSync(join(target, 'lib', 'addon.node')).ino
	place(entry, manifestOf(entry), target)
	expect(statSync(join(target, 'lib', 'addon.node')).ino).not.toBe(old)
})

test('what a set-up that was cut short left behind is swept, and whole entries stay', async () => {
	const { cache, entry } = await cached()
	mkdirSync(join(cache, 'wheel.filling-77', 'lib'), { recursive: true })
	mkdirSync(join(cache, 'wheel.doomed-77-1'))
	mkdirSync(join(cache, 'another'))
	sweep(entry)
	expect(readdirSync(cache).sort()).toEqual(['another', 'wheel'])
	discard(entry)
	expect(existsSync(entry)).toBe(false)
})
