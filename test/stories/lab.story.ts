import { beforeEach, describe, expect, test } from 'vitest'
import { doors } from './doors.ts'
import { fullestCell, tile } from './images.ts'
import { complaints, fill, go, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

describe.each(doors)('an afternoon in the lab, through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('train, look at a mistake, find the run again, lay it over another, and come back tomorrow', async () => {
		const home = await newHome()
		const { page, close } = await open(home)
		for (const [preset, epochs] of [
			['slp', '2'],
			['mlp-64', '3']
		] as const) {
			await go(page, 'Experiment')
			await pickPreset(page, preset)
			await fill(page, 'Images', '1500')
			await fill(page, 'Epochs', epochs)
			await train(page)
			await page.getByText(/^test accuracy/).waitFor()
		}

		const { label, guess, images, link } = await fullestCell(page)
		await link.click()
		await page.getByRole('heading', { name: `${images} mistakes: a ${label} taken for a ${guess}` }).waitFor()
		await tile(page, 0).click()
		const opened = page.getByRole('region', { name: /^Test image/ })
		await opened.waitFor()
		await page.goBack()
		await opened.waitFor({ state: 'detached' })
		await page.goBack()
		await page.getByRole('region', { name: 'Confusion' }).waitFor()

		await go(page, 'Runs')
		const table = page.getByRole('table', { name: 'Runs' })
		await page.getByRole('searchbox').fill('64 relu')
		await expect.poll(() => table.locator('tbody th a').allInnerTexts()).toEqual(['mlp-64'])
		await page.getByRole('searchbox').fill('')
		for (const name of ['slp', 'mlp-64']) await table.getByRole('checkbox', { name: `Select ${name}` }).click()
		await page.getByRole('link', { name: 'Compare' }).click()
		await page.getByRole('heading', { name: 'What differs' }).waitFor()
		await page.getByRole('row', { name: /^Epochs 3 2$|^Epochs 2 3$/ }).waitFor()
		const compared = new URL(page.url()).hash
		expect(await complaints(page)).toEqual([])
		await close()

		const tomorrow = await open(home)
		await tomorrow.page.evaluate((hash) => (location.hash = hash), compared)
		await tomorrow.page.getByRole('heading', { name: 'What differs' }).waitFor()
		await tomorrow.page.getByRole('row', { name: /^Epochs (3 2|2 3)$/ }).waitFor()
		expect(await complaints(tomorrow.page)).toEqual([])
		await tomorrow.close()
	})
})
