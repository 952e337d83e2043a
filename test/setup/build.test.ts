import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fingerprint, isStale } from '../../scripts/build.mjs'
import { emptyFolder } from './folder.ts'

function builtCheckout(): string {
	const root = emptyFolder()
	for (const folder of ['src/main', 'resources', 'out/main']) mkdirSync(join(root, folder), { recursive: true })
	for (const file of [
		'src/main/cli.ts',
		'src/main/lab.ts',
		'resources/icon.svg',
		'package-lock.json',
		'out/main/cli.js'
	])
		writeFileSync(join(root, file), file)
	writeFileSync(join(root, 'out', '.built'), JSON.stringify({ fingerprint: fingerprint(root) }))
	return root
}

test('a build is fresh until something it reads changes', () => {
	const root = builtCheckout()
	expect(isStale(root)).toBe(false)
	writeFileSync(join(root, 'notes.txt'), 'nothing the build reads')
	expect(isStale(root)).toBe(false)
	writeFileSync(join(root, 'src/main/lab.ts'), 'changed')
	expect(isStale(root)).toBe(true)
})

test.each(['src/main/lab.ts', 'out/main/cli.js', 'out/.built'])('a build is stale when %s is gone', (gone) => {
	const root = builtCheckout()
	rmSync(join(root, gone))
	expect(isStale(root)).toBe(true)
})

test.each(['src/main/new.ts', 'electron.vite.config.ts', 'tsconfig.json'])(
	'a build is stale when %s is new',
	(added) => {
		const root = builtCheckout()
		writeFileSync(join(root, added), 'new')
		expect(isStale(root)).toBe(true)
	}
)

test('a build that was cut short in the middle of its stamp is stale', () => {
	const root = builtCheckout()
	writeFileSync(join(root, 'out', '.built'), '{"fingerpr')
	expect(isStale(root)).toBe(true)
})
