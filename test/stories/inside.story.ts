import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, fill, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

const inside = (page: Page) =>
	page.getByRole('navigation', { name: 'Views of this run' }).getByRole('link', { name: 'Inside' }).click()

/** How many different colours the weights are drawn in. */
const colours = (page: Page) =>
	page.getByRole('slider', { name: 'Weights of each digit' }).evaluate((grid) => {
		const canvas = grid.querySelector('canvas')
		const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
		return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size
	})

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	async function visit() {
		const { page, close } = await open(await newHome())
		onTestFinished(close)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '2000')
		return page
	}

	test('a network is looked into: its ten templates, and an image on its way to the answer', async () => {
		const page = await visit()
		await fill(page, 'Epochs', '3')
		await train(page)
		await page.getByText(/^test accuracy/).waitFor()
		await inside(page)

		const grid = page.getByRole('slider', { name: 'Weights of each digit' })
		await grid.waitFor()
		expect(await grid.getAttribute('aria-valuemax')).toBe('9')
		for (let digit = 0; digit < 10; digit++) await grid.getByText(`digit ${digit}`, { exact: true }).waitFor()
		expect(await colours(page)).toBeGreaterThan(50)
		await grid.press('End')
		expect(await grid.getAttribute('aria-valuetext')).toMatch(/^digit 9, bias .*, weights from −\d.* to \d.*, norm \d/)
		await page.getByRole('button', { name: 'Weights as a table' }).click()
		await page
			.getByRole('table', { name: 'Weights of each digit' })
			.getByRole('row', { name: /^digit 3 / })
			.waitFor()
		await page.getByRole('button', { name: 'Weights as a table' }).click()

		await page.getByLabel('Test image', { exact: true }).fill('7')
		await page.getByRole('img', { name: 'Test image 7, a 9' }).waitFor()
		expect(await page.evaluate(() => location.hash)).toBe('#/runs/1/inside?image=7')
		const shares = await page.evaluate(async () => {
			const all = new Float32Array(await (await fetch('/runs/1/probabilities')).arrayBuffer())
			return [...all.subarray(70, 80)]
		})
		const bars = page.getByRole('list', { name: 'What the network answers' }).getByRole('listitem')
		const said = await bars.allInnerTexts()
		expect(said.map((text) => Number.parseFloat(text) / 100)).toEqual(
			shares.map((share) => expect.closeTo(share, 2.9) as number)
		)
		expect(said[9]).toMatch(/right|true digit/)

		await page.getByRole('button', { name: 'Next mistake' }).click()
		await page.getByText(/^wrong$/).waitFor()
		await page.getByRole('button', { name: 'Next image' }).click()
		await page.getByLabel('Test image', { exact: true }).fill('10000')
		await page.getByText('From 0 to 9,999.').waitFor()
		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			expect(await accessibilityFaults(page)).toEqual([])
		}
		expect(await complaints(page)).toEqual([])
	})

	test('a run that trains is looked into as it stands, and again', async () => {
		const page = await visit()
		await fill(page, 'Epochs', '5000')
		await train(page)
		await page.getByRole('region', { name: 'Progress' }).waitFor()
		await inside(page)
		await page.getByRole('slider', { name: 'Weights of each digit' }).waitFor()
		const epoch = async () =>
			Number(/after epoch ([\d,]+)/.exec(await page.getByText(/^dense after epoch/).innerText())?.[1]?.replace(',', ''))
		const first = await epoch()
		await page.getByText(/^it is at epoch/).waitFor()
		// an epoch's weights are kept at most once a second
		await expect
			.poll(
				async () => {
					await page.getByRole('button', { name: 'Look again' }).click()
					return epoch()
				},
				{ timeout: 20_000 }
			)
			.toBeGreaterThan(first)
		expect(await accessibilityFaults(page)).toEqual([])
		await page.getByRole('region', { name: 'Progress' }).getByRole('button', { name: 'Stop' }).click()
		await page.getByRole('button', { name: 'Look again' }).waitFor({ state: 'detached' })
		expect(await complaints(page)).toEqual([])
	})
})
