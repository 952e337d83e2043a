import { beforeEach, describe, expect, test } from 'vitest'
import { doors, type Visit } from './doors.ts'
import {
	accessibilityFaults,
	chooseTheme,
	complaints,
	curveAt,
	fill,
	go,
	pickPreset,
	train,
	watchCurve
} from './page.ts'
import { newHome } from './place.ts'

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	/** Opens the page. */
	async function visit(home: string): Promise<Visit> {
		const visit = await open(home)
		await visit.page.getByRole('heading', { name: 'New experiment' }).waitFor()
		return visit
	}

	async function trainSmall({ page }: Visit, epochs: number) {
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '2000')
		await fill(page, 'Epochs', String(epochs))
		await train(page)
	}

	test('an experiment is put together, watched, finished, and found again after a restart', async () => {
		const home = await newHome()
		const first = await visit(home)
		await go(first.page, 'Runs')
		await first.page.getByRole('heading', { name: 'No run yet' }).waitFor()
		await go(first.page, 'Experiment')

		const seenEpochs = await watchCurve(first.page)
		await trainSmall(first, 3)
		await curveAt(first.page, 3).waitFor()
		await first.page.getByText(/^test accuracy/).waitFor()
		expect(await seenEpochs()).toEqual([1, 2, 3])
		const accuracy = await first.page
			.getByText(/^\d\d\.\d\d %$/)
			.first()
			.innerText()
		expect(Number.parseFloat(accuracy)).toBeGreaterThan(40)
		const mistakes = Math.round(10_000 - 100 * Number.parseFloat(accuracy)).toLocaleString('en')
		await first.page.getByText(`${mistakes} mistakes`).waitFor()
		expect(await complaints(first.page)).toEqual([])
		await first.close()

		const second = await visit(home)
		await go(second.page, 'Runs')
		const table = second.page.getByRole('table', { name: 'Runs' })
		await table.getByRole('cell', { name: accuracy }).waitFor()
		await table.getByRole('cell', { name: 'finished' }).waitFor()
		await table.getByRole('link', { name: 'slp' }).click()
		await second.page.getByRole('heading', { name: 'slp' }).waitFor()
		// it stands among the scores once more: weighted recall is accuracy
		await second.page.getByText(accuracy).first().waitFor()
		await curveAt(second.page, 3).waitFor()
		expect(await complaints(second.page)).toEqual([])
		await second.close()
	})

	test('a training is stopped, and keeps what it has', async () => {
		const { page, close } = await visit(await newHome())
		// one whose epochs last long enough to be seen
		await pickPreset(page, 'mlp-512-dropout')
		await train(page)
		await curveAt(page, 1).waitFor()
		const stop = page.getByRole('region', { name: 'Progress' }).getByRole('button', { name: 'Stop' })
		await stop.click()
		await page.getByText(/^Stopped after \d+ epochs? of 31/).waitFor({ timeout: 5000 })
		await go(page, 'Runs')
		await page.getByRole('table', { name: 'Runs' }).getByRole('cell', { name: 'stopped' }).waitFor()
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('a problem is said where it is typed, and nothing starts', async () => {
		const { page, close } = await visit(await newHome())
		await fill(page, 'Epochs', '0')
		const field = page.getByLabel('Epochs', { exact: true })
		await page.getByText('Epochs must be a whole number from 1 to 10,000; it is 0.').first().waitFor()
		expect(await field.getAttribute('aria-invalid')).toBe('true')
		await train(page)
		await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
		await go(page, 'Runs')
		await page.getByRole('heading', { name: 'No run yet' }).waitFor()
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('every page is accessible, light and dark', async () => {
		const story = await visit(await newHome())
		const { page } = story
		/** By page and theme. */
		const faults: Record<string, string[]> = {}
		async function look(what: string) {
			for (const theme of ['light', 'dark'] as const) {
				await chooseTheme(page, theme)
				faults[`${what}, ${theme}`] = await accessibilityFaults(page)
			}
		}
		await look('experiment')
		await fill(page, 'Epochs', '0')
		await look('experiment with a problem')
		await go(page, 'Runs')
		await page.getByRole('heading', { name: 'No run yet' }).waitFor()
		await look('no runs')
		await go(page, 'Experiment')
		await trainSmall(story, 2)
		await page.getByText(/^test accuracy/).waitFor()
		await look('run')
		await page.getByRole('button', { name: 'Accuracy as a table' }).click()
		await page.getByRole('button', { name: 'mistakes only' }).click()
		await page.getByRole('button', { name: 'row %' }).click()
		await look('run as tables, the whole confusion in shares')
		await go(page, 'Runs')
		await page.getByRole('table', { name: 'Runs' }).waitFor()
		await look('runs')
		expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
		expect(await complaints(page)).toEqual([])
		await story.close()
	})
})
