import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, curveAt, fill, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const pressed = (page: Page, name: string) => button(page, name).getAttribute('aria-pressed')

async function trainSlp(page: Page, seed: number, epochs: number) {
	await pickPreset(page, 'slp')
	await fill(page, 'Images', '2000')
	await fill(page, 'Epochs', String(epochs))
	await fill(page, 'Seed', String(seed))
	await train(page)
	await page.getByText(/^test accuracy/).waitFor()
	await curveAt(page, epochs).waitFor()
}

async function saved(page: Page, form: string) {
	await button(page, 'Save Accuracy').click()
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: form }).click()
	])
	return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function lookAt(page: Page, what: string) {
	for (const theme of ['light', 'dark'] as const) {
		await chooseTheme(page, theme)
		expect({ what, theme, faults: await accessibilityFaults(page) }).toEqual({ what, theme, faults: [] })
	}
}

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	async function visit() {
		const { page, close } = await open(await newHome())
		let closed: Promise<void> | null = null
		const closeOnce = () => (closed ??= close())
		onTestFinished(closeOnce)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		return { page, close: closeOnce }
	}

	test('curves are smoothed, zoomed, switched off and saved, and both charts move together', async () => {
		const { page, close } = await visit()
		await trainSlp(page, 1, 8)

		await button(page, 'Accuracy: smooth').click()
		expect(await pressed(page, 'Loss: smooth')).toBe('true')
		await button(page, 'Loss: log').click()
		expect(await pressed(page, 'Accuracy: log')).toBe('true')
		await page.getByLabel('Accuracy: horizontal axis').selectOption('time')
		await page.getByRole('img', { name: /^Loss by time of training\. Epoch 8:/ }).waitFor()
		await page.getByLabel('Loss: horizontal axis').selectOption('epoch')

		await page.getByRole('group', { name: 'Accuracy: the curve' }).focus()
		await page.keyboard.press('+')
		await button(page, 'Loss: all').waitFor()
		await page.keyboard.press('ArrowRight')
		await button(page, 'Accuracy: validation').click()
		expect(await pressed(page, 'Loss: validation')).toBe('false')
		await lookAt(page, 'a run, zoomed')

		await button(page, 'Save Accuracy').click()
		await page.keyboard.press('Escape')
		expect(await page.getByRole('list', { name: 'Save Accuracy as' }).count()).toBe(0)
		expect(await button(page, 'Save Accuracy').evaluate((element) => element === document.activeElement)).toBe(true)

		const csv = await saved(page, 'CSV')
		expect(csv.name).toBe('slp-run-1-accuracy.csv')
		const [head, ...lines] = csv.bytes.toString('utf8').trimEnd().split('\r\n')
		expect(head).toBe('epoch,seconds,training accuracy')
		// half of eight epochs, moved on by one
		expect(lines.map((line) => Number(line.split(',')[0]))).toEqual([4, 5, 6, 7])

		const svg = await saved(page, 'SVG')
		const read = await page.evaluate((text) => {
			const drawing = new DOMParser().parseFromString(text, 'image/svg+xml')
			return { broken: drawing.querySelector('parsererror') !== null, words: drawing.documentElement.textContent }
		}, svg.bytes.toString('utf8'))
		expect(read.broken).toBe(false)
		expect(read.words).toContain('Accuracy · slp, run 1')

		const png = await saved(page, 'PNG')
		expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
		expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([1600, 960])

		await page.keyboard.press('Tab')
		await button(page, 'Accuracy: all').click()
		expect(await button(page, 'Loss: all').count()).toBe(0)
		await page.reload()
		await curveAt(page, 8).waitFor()
		expect(await pressed(page, 'Accuracy: smooth')).toBe('true')
		expect(await pressed(page, 'Accuracy: validation')).toBe('true')
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('two runs are laid over each other, and only what differs is told', async () => {
		const { page, close } = await visit()
		await trainSlp(page, 1, 3)
		await page.getByRole('link', { name: 'Experiment' }).click()
		await trainSlp(page, 2, 3)
		await page.evaluate(() => (location.hash = '#/compare/1-99'))
		await page.getByText(/There is no run 99/).waitFor()
		await button(page, 'Leave out').click()
		await page.getByRole('heading', { name: 'One more run makes a comparison' }).waitFor()
		await lookAt(page, 'one run alone')

		await page.getByRole('button', { name: 'Add a run' }).click()
		await page.getByRole('searchbox', { name: 'Search the runs' }).fill('slp')
		await page.getByRole('button', { name: /slp run 2/ }).click()
		const table = page.getByRole('table', { name: /What differs/ })
		await table.getByRole('row', { name: 'Seed 1 2' }).waitFor()
		expect(await table.getByRole('row').count()).toBe(7)
		expect(page.url()).toContain('#/compare/1-2')
		await page.getByText(/\d+ settings are the same/).click()
		await page.getByText('This compares these trained networks, not their recipes').waitFor()
		await page.getByRole('button', { name: 'both' }).click()
		await lookAt(page, 'two runs')

		await page.getByRole('button', { name: 'Take slp, run 2 out' }).click()
		await page.getByRole('heading', { name: 'One more run makes a comparison' }).waitFor()
		expect(await complaints(page)).toEqual([])
		await close()
	})
})
