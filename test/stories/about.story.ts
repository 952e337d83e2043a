import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { licencesOf } from '../../scripts/licences.mjs'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints } from './page.ts'
import { newHome, root } from './place.ts'
import { lab, objects } from './terminal.ts'

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a person reads what the lab is made of, and under which licences', async () => {
		const { page, close } = await open(await newHome())
		onTestFinished(close)
		await page.getByRole('link', { name: 'About and licences' }).click()
		await page.getByRole('heading', { level: 1, name: 'About Digit Lab' }).waitFor()
		const list = page.getByRole('region', { name: 'Licences' }).getByRole('listitem')
		await list.first().waitFor()
		const expected = licencesOf(root)
		expect(await list.count()).toBe(expected.length)
		const svelte = list.filter({ hasText: /^svelte / })
		await svelte.locator('summary').click()
		await svelte.getByText(/Permission is hereby granted/).waitFor()
		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			expect(await accessibilityFaults(page)).toEqual([])
		}
		expect(await complaints(page)).toEqual([])
	})

	test('a person backs the history up, and puts it back as the page says', async () => {
		const home = await newHome()
		expect((await lab(home, 'train', 'slp', '--limit', '1000', '--epochs', '1', '--name', 'kept')).code).toBe(0)
		const { page, close } = await open(home)
		onTestFinished(close)
		const kept = await newHome()
		for (const [where, file] of [
			['Runs', 'lab.sqlite'],
			['About and licences', 'again.sqlite']
		] as const) {
			await page.getByRole('link', { name: new RegExp(`^${where}`) }).click()
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('link', { name: 'Back up the history…' }).click()
			])
			expect(download.suggestedFilename()).toMatch(/^digit-lab-\d{4}-\d\d-\d\d\.sqlite$/)
			await download.saveAs(join(kept, file))
			expect(readFileSync(join(kept, file)).toString('latin1', 0, 15)).toBe('SQLite format 3')
		}
		await page.getByText(/copy the backup there as lab\.sqlite/).waitFor()
		expect(await accessibilityFaults(page)).toEqual([])
		expect(await complaints(page)).toEqual([])
		await close()
		// the home that it was put into, and one that it is recovered in
		expect(objects((await lab(kept, 'runs', '--json')).stdout)).toMatchObject([{ name: 'kept', status: 'finished' }])
		const other = await newHome()
		expect((await lab(other, 'recover', join(kept, 'again.sqlite'))).stdout).toBe('1 run recovered.\n')
	})
})

test('every package that is shipped names a licence that lets it be shipped', () => {
	const licences = licencesOf(root)
	const direct = Object.keys(
		(JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { dependencies: object }).dependencies
	)
	const names = new Set(licences.map(({ name }) => name))
	// those that only the terminal's door loads are not packed
	expect(direct.filter((name) => !names.has(name))).toEqual(['commander', 'ws'])
	const free =
		/^(MIT|ISC|0BSD|BlueOak-1\.0\.0|BSD-[23]-Clause|Apache-2\.0|Python-2\.0|OFL-1\.1|LGPL-3\.0-or-later|CC0-1\.0|Unlicense)$/
	const strange = licences.filter(
		({ licence }) =>
			!licence
				.replace(/[()]/g, '')
				.split(/ (?:AND|OR) /)
				.every((one) => free.test(one))
	)
	// NIST's and the HDF Group's own words: use, copy and distribute, with the notice kept
	expect(strange.map(({ name, licence }) => `${name}: ${licence}`)).toEqual(['h5wasm: SEE LICENSE IN LICENSE.txt'])
	expect(strange[0]?.text).toMatch(/You may use,\s+copy, and distribute/)
	// which asks that its text goes along
	expect(licences.filter(({ licence, text }) => licence.startsWith('Apache-2.0') && text === null)).toEqual([])
})
