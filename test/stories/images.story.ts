import { beforeEach, describe, expect, test } from 'vitest'
import { doors, type Visit } from './doors.ts'
import { drawnFirst, fullestCell, grid, idxImage, imageOn, keepAnswers, tile } from './images.ts'
import { accessibilityFaults, chooseTheme, complaints, fill, go, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

describe.each(doors)('the images of a run, through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	/** Opens the page. */
	async function visit(home: string): Promise<Visit> {
		const visit = await open(home)
		await visit.page.getByRole('heading', { name: 'New experiment' }).waitFor()
		return visit
	}

	test('a cell leads to its mistakes, a mistake to itself, and back leads back', async () => {
		const home = await newHome()
		const { page, close } = await visit(home)
		const faults: Record<string, string[]> = {}
		async function look(what: string) {
			for (const theme of ['light', 'dark'] as const) {
				await chooseTheme(page, theme)
				faults[`${what}, ${theme}`] = await accessibilityFaults(page)
			}
		}
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '2000')
		await fill(page, 'Epochs', '3')
		await train(page)
		await page.getByText(/^test accuracy/).waitFor()

		const { label, guess, images, link } = await fullestCell(page)
		await link.press('Enter')
		await page.getByRole('heading', { name: `${images} mistakes: a ${label} taken for a ${guess}` }).waitFor()
		await tile(page, 0).waitFor()
		const names = await grid(page)
			.getByRole('link')
			.evaluateAll((all) => all.map((one) => one.querySelector('span')?.textContent ?? ''))
		const said = new RegExp(`^${label} taken for ${guess}, \\d+ % sure, image \\d+$`)
		expect(names.filter((name) => !said.test(name))).toEqual([])
		const sureness = names.map((name) => Number(/(\d+) %/.exec(name)?.[1]))
		expect(sureness).toEqual(sureness.toSorted((a, b) => b - a))
		// the mistakes are exactly as many as the cell said
		await tile(page, 0).focus()
		await page.keyboard.press('Control+End')
		await expect.poll(() => tile(page, images - 1).evaluate((one) => one === document.activeElement)).toBe(true)
		expect(await tile(page, images).count()).toBe(0)
		await page.keyboard.press('Control+Home')
		expect(await drawnFirst(page)).toEqual(idxImage(await imageOn(tile(page, 0))))
		await look('gallery')

		await tile(page, 0).focus()
		await page.keyboard.press('ArrowRight')
		const second = await imageOn(tile(page, 1))
		await page.keyboard.press('Enter')
		const detail = page.getByRole('region', { name: `Test image ${second}` })
		await detail.getByText(`2 of ${images}`).waitFor()
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(`Test image ${second}`)
		await detail.getByText('None of those that have finished.').waitFor()
		await detail
			.getByRole('img', { name: /^Training image/ })
			.first()
			.waitFor()
		await look('an image')
		await detail.getByRole('heading', { name: 'Test image' }).focus()
		await page.keyboard.press('ArrowLeft')
		await page.getByText(`1 of ${images}`, { exact: true }).waitFor()
		await page.keyboard.press('Escape')
		await expect.poll(() => tile(page, 0).evaluate((one) => one === document.activeElement)).toBe(true)
		await page.reload()
		await tile(page, 0).waitFor()
		await page.goBack()
		await page.getByRole('heading', { name: `Test image ${await imageOn(tile(page, 0))}` }).waitFor()
		await page.goBack()
		await page.getByRole('region', { name: 'Confusion' }).waitFor()
		await page.goBack()
		await page.getByRole('heading', { name: 'Class by class' }).waitFor()

		await page.getByRole('navigation', { name: 'Views of this run' }).getByRole('link', { name: 'Images' }).click()
		await page.getByRole('link', { name: 'random 100' }).click()
		await page.getByRole('heading', { name: '100 random images' }).waitFor()
		const first = await imageOn(tile(page, 0))
		await page.getByRole('link', { name: 'Another 100' }).click()
		await expect.poll(() => imageOn(tile(page, 0))).not.toBe(first)
		await look('a random hundred')
		expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('the validation images are seen as they stood after each epoch', async () => {
		const home = await newHome()
		const first = await visit(home)
		await pickPreset(first.page, 'slp')
		await fill(first.page, 'Images', '2000')
		await fill(first.page, 'Epochs', '3')
		await train(first.page)
		await first.page.getByText(/^test accuracy/).waitFor()
		await first.close()
		keepAnswers(home, 1, [1, 2, 3], 2000, 400)

		const { page, close } = await visit(home)
		await go(page, 'Runs')
		await page.getByRole('link', { name: 'slp' }).click()
		await page.getByRole('navigation', { name: 'Views of this run' }).getByRole('link', { name: 'Images' }).click()
		await page.getByRole('link', { name: 'Validation images, epoch by epoch' }).click()
		const says = page.getByRole('status').filter({ hasText: 'wrong of 400' })
		await says.waitFor()
		await expect.poll(() => says.innerText()).toMatch(/^100 wrong.*Since epoch 2: 100 mended, 0 newly wrong\.$/s)
		await page.getByRole('heading', { name: '100 mistakes', exact: true }).waitFor()
		const slider = page.getByRole('slider')
		await slider.press('Home')
		await expect.poll(() => says.innerText()).toMatch(/^300 wrong.*the first epoch that was kept\.$/s)
		await page.getByRole('heading', { name: '300 mistakes', exact: true }).waitFor()
		expect(page.url()).toContain('epoch=1')
		await page.getByRole('button', { name: 'Play' }).click()
		await expect.poll(() => page.url(), { timeout: 20_000 }).toContain('epoch=3')
		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			expect(await accessibilityFaults(page)).toEqual([])
		}
		expect(await complaints(page)).toEqual([])
		await close()
	})
})
