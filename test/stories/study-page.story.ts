import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, fill, go } from './page.ts'
import { newHome } from './place.ts'

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a person makes a study, watches it, reads its finding beside what they expected, and extends it', async () => {
		const { page, close } = await open(await newHome())
		await go(page, 'Studies')
		await page.getByRole('button', { name: 'All six' }).waitFor()
		const form = page.getByRole('form', { name: 'A new study' })
		const facts = page.getByRole('region', { name: 'Before it starts' })
		await page.getByLabel('Base recipe', { exact: true }).selectOption('slp')
		await form.getByText(/Dropout has no place: this network has no hidden dense layer/).waitFor()
		await facts.getByText('1 thing to mend').waitFor()
		expect(await form.getByLabel('Levels').getAttribute('aria-invalid')).toBe('true')
		expect(await accessibilityFaults(page)).toEqual([])
		await page.getByLabel('Factor', { exact: true }).selectOption('Learning rate')
		await form.getByLabel('Levels').fill('0.001, 0.1')
		for (const [label, text] of [
			['Epochs', '120'],
			['Images', '1000'],
			['Seeds', '3']
		] as const)
			await fill(page, label, text)
		await form.getByLabel('What do you expect?').fill('the larger rate learns more in 120 epochs')
		await facts.getByText('6 runs: 2 settings × 3 seeds').waitFor()
		await facts
			.getByText(/^at most about \d+ s of training: seeds of a small network are trained side by side/)
			.waitFor()
		await facts.getByText(/a difference of 3\.3 standard deviations/).waitFor()
		expect(await accessibilityFaults(page)).toEqual([])

		await page.getByRole('button', { name: 'Start the study' }).click()
		await page.getByRole('heading', { level: 1, name: 'Effect of learning rate' }).waitFor()
		const finding = page.getByRole('region', { name: 'Finding' })
		await page.getByRole('button', { name: 'Pause after what is under way' }).click()
		await finding.getByText(/^paused · [1-5] of 6 runs/).waitFor()
		await page.getByRole('button', { name: 'Continue' }).click()
		await finding.getByText('done · 6 of 6 runs').waitFor()
		await finding
			.getByText(/^Learning rate changes validation accuracy: compared with learning rate 0\.001, 0\.1 by \+/)
			.waitFor()
		await finding.getByText(/before any of its runs\): the larger rate learns more in 120 epochs/).waitFor()
		await page.getByRole('img', { name: /^Validation accuracy by learning rate: a dot for each run/ }).waitFor()
		await page.getByRole('img', { name: /^Differences in validation accuracy to 0\.001/ }).waitFor()
		await page.getByRole('img', { name: /^Accuracy by epoch, a line with a band/ }).waitFor()
		await page.getByRole('button', { name: 'Validation accuracy of every run as a table' }).press('Enter')
		const table = page.getByRole('table', { name: 'Validation accuracy of every run' })
		await table.getByRole('rowheader', { name: '0.001 (base)' }).waitFor()
		await page.getByLabel('Response', { exact: true }).selectOption('Test accuracy')
		await page.getByRole('heading', { name: 'Test accuracy of every run' }).waitFor()
		for (const theme of ['dark', 'light'] as const) {
			await chooseTheme(page, theme)
			expect(await accessibilityFaults(page)).toEqual([])
		}

		await page.getByLabel('More levels of learning rate').fill('0.3')
		await page.getByRole('button', { name: 'Extend and train' }).click()
		await finding.getByText('done · 9 of 9 runs').waitFor()
		await page.getByRole('table', { name: 'Runs of the study' }).getByRole('link', { name: 'finished, run 9' }).click()
		await page.getByRole('heading', { level: 1, name: 'Effect of learning rate: 0.3, seed 3' }).waitFor()
		await go(page, 'Studies')
		await page.getByRole('row', { name: /Effect of learning rate .* done 9 of 9/ }).waitFor()

		// and it is written about
		await page.getByRole('link', { name: 'Effect of learning rate' }).click()
		await page.getByRole('link', { name: 'Report' }).click()
		const studies = page.getByRole('region', { name: 'Studies', exact: true })
		await studies.getByText(/each with the same 3 seeds: 9 of 9 runs are done/).waitFor()
		await page.getByRole('textbox', { name: 'Title of the report' }).fill('How fast to learn')
		await page.getByLabel('Conclusion: your own words').fill('Faster.')
		expect(await accessibilityFaults(page)).toEqual([])
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Save page' }).click()
		])
		expect(download.suggestedFilename()).toBe('How-fast-to-learn.html')
		const html = readFileSync(await download.path(), 'utf8')
		expect(html).toContain('<p>Faster.</p>')
		expect(html).toContain('id="study-1-differences"')
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('all six questions of the notebook are planned by one button, trained one after another, and stopped', async () => {
		const { page, close } = await open(await newHome())
		await go(page, 'Studies')
		await page.getByRole('button', { name: 'All six' }).click()
		const table = page.getByRole('table', { name: 'Studies', exact: true })
		const going = table.getByRole('row').filter({ hasText: 'training' })
		const waiting = table.getByRole('row').filter({ hasText: 'waits its turn' })
		await expect.poll(() => waiting.count(), { timeout: 30_000 }).toBe(5)
		expect(await going.count()).toBe(1)
		const asked = await table.getByRole('rowheader').allInnerTexts()
		expect(asked.reverse()).toEqual(
			['dropout', 'neurons', 'optimizer', 'hidden layers', 'batch size', 'epochs'].map((what) => `Effect of ${what}`)
		)
		for (const [what, runs] of Object.entries({ dropout: 24, neurons: 30, epochs: 24 }))
			await table.getByRole('row', { name: new RegExp(`Effect of ${what} .* 0 of ${runs}`) }).waitFor()

		// the last first, so that none begins while another stops
		for (const name of await table.getByRole('rowheader').allInnerTexts()) {
			await page.getByRole('link', { name, exact: true }).click()
			await page.getByRole('heading', { level: 1, name }).waitFor()
			await page.getByRole('button', { name: 'Stop', exact: true }).click()
			await page.getByRole('button', { name: /^(Start|Continue)$/ }).waitFor()
			await go(page, 'Studies')
			await table.waitFor()
		}
		expect((await going.count()) + (await waiting.count())).toBe(0)
		await page.getByRole('row', { name: /Effect of dropout .* paused/ }).waitFor()
		// what had begun of the first is kept, whether it came to its end or not; no other study has trained anything
		await go(page, 'Runs')
		const begun = page.getByRole('table', { name: 'Runs' }).getByRole('row', { name: /Effect of/ })
		await begun.first().waitFor()
		for (const row of await begun.allInnerTexts()) expect(row).toMatch(/Effect of dropout: [\s\S]*(stopped|finished)/)
		expect(await complaints(page)).toEqual([])
		await close()
	})
})
