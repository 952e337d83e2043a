import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { doors, noBrowser } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, go } from './page.ts'
import { drawLine } from './photos.ts'
import { homesWith } from './place.ts'
import { lab } from './terminal.ts'

/** For what a lab has to read and answer first. */
const soon = { timeout: 20_000 }
const homeWithRun = homesWith(async (home) => {
	await lab(home, 'train', 'slp', '--limit', '4000', '--epochs', '3')
})

/** An oval as places of the pad. */
const oval = (x: number, y: number, wide: number, high: number) =>
	Array.from({ length: 15 }, (_, at): [number, number] => {
		const turn = (2 * Math.PI * at) / 14
		return [x + wide * Math.sin(turn), y - high * Math.cos(turn)]
	})

const pad = (page: Page) => page.getByRole('region', { name: 'Draw a digit' })
const read = (page: Page) => pad(page).getByRole('link', { name: 'How it was read, step by step' })
const table = (page: Page) => page.getByRole('table', { name: 'Pictures' })
const paper = (page: Page) => page.getByRole('img', { name: /^Draw a digit/ })

/** How many pixels of the pad are black, of a thousand. */
const black = (page: Page) =>
	paper(page).evaluate((canvas: HTMLCanvasElement) => {
		// a copy: the pad's own is not made to be read again and again, and says so
		const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
		copy?.drawImage(canvas, 0, 0)
		const { data } = copy?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
		const dark = Array.from(data).filter((value, at) => at % 4 === 0 && value < 128)
		return (1000 * 4 * dark.length) / data.length
	})

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test.each([
		['wide', 1280, 860],
		['small', 720, 520]
	])(
		'on an empty page in a %s window, a figure of two strokes is drawn with a pause between',
		async (_, width, height) => {
			const { page, close } = await open(await homeWithRun())
			await page.setViewportSize({ width, height })
			await go(page, 'Classify')
			await page.getByRole('heading', { name: 'Show it a digit of your own' }).waitFor()
			const place = await paper(page).boundingBox()
			await paper(page).evaluate((canvas) => void (canvas.dataset['first'] = 'yes'))

			await drawLine(page, [
				[0.3, 0.2],
				[0.3, 0.5],
				[0.7, 0.5]
			])
			await table(page).getByText('Drawing').waitFor(soon)
			await read(page).waitFor(soon)
			const first = await black(page)
			expect(first).toBeGreaterThan(10)
			// it is the same pad in the same place, so a stroke that was under way goes on
			expect(await paper(page).getAttribute('data-first')).toBe('yes')
			expect(await paper(page).boundingBox()).toEqual(place)
			expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)

			await drawLine(page, [
				[0.6, 0.2],
				[0.6, 0.9]
			])
			await expect.poll(() => black(page), soon).toBeGreaterThan(1.3 * first)
			await read(page).waitFor(soon)
			await expect.poll(() => table(page).getByRole('row').count(), soon).toBe(2)
			expect(await pad(page).getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true)

			// cleared, the page is empty again, and the pad still there
			await pad(page).getByRole('button', { name: 'Clear' }).click()
			await page.getByRole('heading', { name: 'Show it a digit of your own' }).waitFor(soon)
			expect(await paper(page).getAttribute('data-first')).toBe('yes')
			expect(await complaints(page)).toEqual([])
			await close()
		}
	)
})

describe('through the serve door', () => {
	beforeEach((ctx) => {
		if (noBrowser) ctx.skip(noBrowser)
	})
	const open = async () => {
		const [serve] = doors
		return serve ? serve.open(await homeWithRun()) : expect.fail('there is no door')
	}

	test('a thick eight and a dense scribble are read as what they are, dark ink on white', async () => {
		const { page } = await open()
		await go(page, 'Classify')
		await pad(page).getByLabel('Brush').fill('40')
		await drawLine(page, oval(0.5, 0.27, 0.3, 0.21))
		const half = await read(page).getAttribute('href', soon)
		await drawLine(page, oval(0.5, 0.73, 0.36, 0.21))
		await expect.poll(() => read(page).getAttribute('href'), soon).not.toBe(half)
		await expect.poll(() => table(page).getByRole('row').count(), soon).toBe(2)
		expect(await pad(page).getByText('more than one digit').count()).toBe(0)
		await read(page).click()

		// its page says how it was read, and that nobody has changed it
		const steps = page.getByRole('region', { name: 'How it was read' })
		await steps.getByText('The ink is darker than the paper').waitFor()
		await steps.getByText('the pad is white all over').waitFor()
		expect(await steps.getByLabel('Ink', { exact: true }).inputValue()).toBe('dark')
		expect(await steps.getByRole('button', { name: 'As it was' }).count()).toBe(0)
		await steps.getByLabel('Centre').selectOption('by its box')
		await steps.getByText('Its box in the middle').waitFor()
		await steps.getByRole('button', { name: 'As it was' }).click()
		await steps.getByText('Its centre of mass in the middle').waitFor()
		expect(await steps.getByLabel('Ink', { exact: true }).inputValue()).toBe('dark')

		await go(page, 'Classify')
		await pad(page).getByRole('button', { name: 'Next' }).click()
		const turns = Array.from({ length: 9 }, (_, at): [number, number] => [at % 2 ? 0.9 : 0.1, 0.1 + 0.1 * at])
		await drawLine(page, turns)
		await read(page).waitFor(soon)
		expect(await black(page)).toBeGreaterThan(500)
		expect(await pad(page).getByText('no ink was found').count()).toBe(0)
	})

	test('the brush is shown as its stroke will look, in both themes', async () => {
		const { page } = await open()
		await go(page, 'Classify')
		for (const theme of ['dark', 'light'] as const) {
			await chooseTheme(page, theme)
			const shown = pad(page).locator('label i')
			const colours = await shown.evaluate((brush) =>
				[brush, brush.parentElement ?? brush].map((one) => getComputedStyle(one).backgroundColor)
			)
			expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
			expect(await accessibilityFaults(page)).toEqual([])
		}
	})
})
