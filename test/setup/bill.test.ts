import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { licencesOf, packagesIn } from '../../scripts/licences.mjs'
import { bill, shippedIn } from '../../scripts/package/bill.mjs'
import { placeOf } from '../../scripts/setup/place.mjs'

interface Bill {
	bomFormat: string
	components: { name: string; version: string; scope: string; hashes: unknown[]; 'bom-ref': string }[]
	dependencies: { ref: string; dependsOn: string[] }[]
}

test('the bill of materials names everything that is shipped, with its checksum, and nothing that only builds or tests', async () => {
	const place = placeOf()
	const folder = mkdtempSync(join(tmpdir(), 'digit-lab-bill-'))
	onTestFinished(() => rmSync(folder, { recursive: true }))
	// by npm itself, which reads the lock file alone
	await bill(place, process.env, folder)
	const made = JSON.parse(readFileSync(join(folder, 'digit-lab.cdx.json'), 'utf8')) as Bill
	expect(made.bomFormat).toBe('CycloneDX')
	const listed = new Map(made.components.map((one) => [`${one.name} ${one.version}`, one]))
	expect(listed.size).toBe(made.components.length)
	// what the page About shows, whose licences are in the program
	const shipped = licencesOf(place.root).map(({ name, version }) => `${name} ${version}`)
	expect(shipped.filter((one) => !listed.has(one))).toEqual([])
	for (const name of [
		'electron',
		'svelte',
		'clsx',
		'chart.js',
		'@fontsource/ibm-plex-sans',
		'@fontsource/ibm-plex-mono'
	])
		expect(made.components.filter((one) => one.name === name)).toMatchObject([{ scope: 'required' }])
	expect(made.components.filter(({ hashes }) => hashes.length === 0)).toEqual([])
	for (const name of ['electron-builder', 'vitest', 'eslint', 'typescript', 'playwright-core', 'vite'])
		expect(made.components.map((one) => one.name)).not.toContain(name)
	const refs = new Set(made.components.map((one) => one['bom-ref']).concat('digit-lab@0.1.0'))
	for (const { ref, dependsOn } of made.dependencies)
		expect([ref, ...dependsOn].filter((one) => !refs.has(one))).toEqual([])
})

test('a package that is there twice, for the lab and for its tests, is shipped', () => {
	const one = { name: 'twice', version: '1.0.0', 'bom-ref': 'twice@1.0.0' }
	const marked = { ...one, scope: 'optional', properties: [{ name: 'cdx:npm:package:development', value: 'true' }] }
	const packages = {
		'node_modules/tests/node_modules/twice': { version: '1.0.0', dev: true },
		'node_modules/twice': { version: '1.0.0' }
	}
	const found = shippedIn({ components: [marked], dependencies: [] }, packages)
	expect(found.components).toEqual([{ ...one, scope: 'required', properties: [] }])
	expect(shippedIn({ components: [marked], dependencies: [] }, {}).components).toEqual([])
})

test('what a bundle is made of is told by package', () => {
	const bundle = {
		'index.js': { modules: { '/lab/node_modules/svelte/src/index.js': {}, '/lab/src/main.ts': {}, '\0helper': {} } },
		'font.woff2': { originalFileNames: ['../../node_modules/@fontsource/ibm-plex-sans/files/a.woff2'] },
		'style.css': {}
	}
	expect(packagesIn(bundle)).toEqual(['@fontsource/ibm-plex-sans', 'svelte'])
})
