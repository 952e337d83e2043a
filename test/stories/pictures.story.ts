import { Buffer } from 'node:buffer'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, fill, go, pickPreset, train } from './page.ts'
import { drawLine, drop, fieldOf, paste, photo } from './photos.ts'
import { newHome } from './place.ts'
import { lab } from './terminal.ts'

/** For what a lab has to read and answer first. */
const soon = { timeout: 20_000 }

/** Test images 0 to 9 of MNIST, from its label file. */
const truth = [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	const answer = (page: Page) => page.getByRole('region', { name: 'Answer' })
	const table = (page: Page) => page.getByRole('table', { name: 'Pictures' })
	const row = (page: Page, name: string) => table(page).getByRole('row').filter({ hasText: name })
	const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

	async function faultsInBoth(page: Page) {
		const faults: string[] = []
		for (const theme of ['dark', 'light'] as const) {
			await chooseTheme(page, theme)
			faults.push(...(await accessibilityFaults(page)))
		}
		return faults
	}

	test('pictures are dropped, pasted, drawn and chosen, seen step by step, labelled, removed and found again', async () => {
		const home = await newHome()
		const first = await open(home)
		const { page } = first
		await go(page, 'Classify')
		await page.getByRole('heading', { name: 'Nobody can answer yet' }).waitFor()
		expect(await accessibilityFaults(page)).toEqual([])
		await page.getByRole('button', { name: 'Set up mlp-64' }).click()
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '10000')
		await fill(page, 'Epochs', '8')
		await train(page)
		await page.getByText(/^test accuracy/).waitFor()

		await go(page, 'Classify')
		await page.getByRole('heading', { name: 'Show it a digit of your own' }).waitFor()
		expect(await faultsInBoth(page)).toEqual([])

		// one is dropped, on another page: it opens, with all its steps
		await go(page, 'Experiment')
		await drop(page, [await photo(0, 'seven.jpg')])
		await heading(page, 'seven.jpg')
		await answer(page).getByText('7', { exact: true }).first().waitFor()
		const steps = page.getByRole('region', { name: 'How it was read' })
		expect(await steps.getByRole('listitem').count()).toBe(8)
		await expect
			.poll(
				() => steps.getByRole('img').evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0)),
				soon
			)
			.toEqual(Array.from({ length: 8 }, () => true))
		await page
			.getByRole('img', { name: /^Training image/ })
			.nth(2)
			.waitFor()
		const before = { field: await fieldOf(page), said: await answer(page).innerText() }

		// a step is changed, and put back
		await steps.getByLabel('Centre').selectOption('by its box')
		await steps.getByText('Its box in the middle').waitFor()
		await expect.poll(() => fieldOf(page), soon).not.toEqual(before.field)
		await expect.poll(() => answer(page).innerText(), soon).not.toBe(before.said)
		await steps.getByRole('button', { name: 'As it was' }).click()
		await expect.poll(() => fieldOf(page), soon).toEqual(before.field)
		await expect.poll(() => answer(page).innerText(), soon).toBe(before.said)
		await page.getByRole('button', { name: 'What spoke for' }).click()
		await page.getByRole('img', { name: 'Which pixels spoke for the answer 7' }).waitFor()
		expect(await faultsInBoth(page)).toEqual([])

		// ten are dropped, one of which is a text
		const ten = await Promise.all(truth.slice(0, 9).map((digit, image) => photo(image, `${digit}_${image}.jpg`)))
		await drop(page, [...ten, { name: '9_text.png', bytes: Buffer.from('This is no picture.') }])
		await page.getByRole('region', { name: '1 could not be read' }).getByText('9_text.png').first().waitFor()
		await expect.poll(() => table(page).getByRole('row').count(), soon).toBe(10)
		const right = page.getByText(/right: \d of 9 labelled/)
		const hits = Number(/(\d) of 9/.exec(await right.innerText())?.[1])
		expect(hits).toBeGreaterThanOrEqual(7)

		// a label is wrong: the figure is typed in the row
		await row(page, '7_0.jpg').getByRole('link', { name: '7_0.jpg' }).focus()
		await page.keyboard.press('3')
		await page.getByText(`right: ${hits - 1} of 9 labelled`).waitFor()
		await page.getByRole('button', { name: 'confusion' }).click()
		await page.getByRole('link', { name: /: 3 taken for 7, 1 image$/ }).click()
		await expect.poll(() => table(page).getByRole('row').count(), soon).toBe(2)
		expect(await faultsInBoth(page)).toEqual([])
		await page.getByRole('button', { name: 'Show all' }).click()

		// one is drawn
		await page.getByRole('button', { name: 'Draw', exact: true }).click()
		const pad = page.getByRole('region', { name: 'Draw a digit' })
		await drawLine(page, [
			[0.5, 0.15],
			[0.5, 0.85]
		])
		await pad.getByText('1', { exact: true }).first().waitFor()
		await drawLine(page, [
			[0.2, 0.15],
			[0.5, 0.15]
		])
		await pad.getByRole('link', { name: 'How it was read, step by step' }).waitFor()
		expect(await row(page, 'Drawing').count()).toBe(1)
		await pad.getByRole('button', { name: 'Next' }).click()
		await pad.getByRole('button', { name: 'Close the drawing pad' }).click()

		// one is pasted
		await paste(page, [await photo(2, 'image.png')])
		await heading(page, 'Pasted')
		await answer(page).getByText('1', { exact: true }).first().waitFor()

		// one is chosen
		await go(page, 'Classify')
		const path = join(home, 'chosen.jpg')
		await writeFile(path, (await photo(3, '')).bytes)
		await page.getByLabel('Choose pictures…').setInputFiles(path)
		await heading(page, 'chosen.jpg')
		await answer(page).getByText('0', { exact: true }).first().waitFor()

		// a folder is chosen; its own folder says what the digit is, and what is no picture stays out
		await go(page, 'Classify')
		const folder = join(home, 'digits')
		await mkdir(join(folder, '0'), { recursive: true })
		await writeFile(join(folder, '0', 'scan.jpg'), (await photo(3, '')).bytes)
		await writeFile(join(folder, 'notes.txt'), 'not a picture')
		await page.getByLabel('Choose a folder…').setInputFiles(folder)
		await heading(page, 'digits/0/scan.jpg')
		await answer(page).getByText('as its label says').waitFor()
		await page.keyboard.press('ArrowRight')
		await heading(page, 'chosen.jpg')

		// one is removed, and brought back
		await go(page, 'Classify')
		await expect.poll(() => table(page).getByRole('row').count(), soon).toBe(15)
		await row(page, 'chosen.jpg')
			.getByLabel(/^Select/)
			.check()
		await page
			.getByRole('group', { name: /selected pictures/ })
			.getByRole('button', { name: 'Delete' })
			.click()
		await expect.poll(() => row(page, 'chosen.jpg').count(), soon).toBe(0)
		await page.getByRole('button', { name: 'Undo' }).click()
		await row(page, 'chosen.jpg').waitFor()
		// what is no picture is refused with an answer of 4xx, which the browser writes into its console
		expect((await complaints(page)).filter((text) => !/status of 4\d\d/.test(text))).toEqual([])

		await page.reload()
		await expect.poll(() => table(page).getByRole('row').count(), soon).toBe(15)
		expect(
			await row(page, '7_0.jpg')
				.getByLabel(/^Label of/)
				.inputValue()
		).toBe('3')

		// what a terminal brings meanwhile is there when somebody comes back to the window
		const brought = join(await newHome(), 'from-terminal.jpg')
		await writeFile(brought, (await photo(3, 'from-terminal.jpg')).bytes)
		expect((await lab(home, 'classify', brought)).code).toBe(0)
		await page.evaluate(() => window.dispatchEvent(new Event('focus')))
		await row(page, 'from-terminal.jpg').waitFor()
		await first.close()
	})
})
