import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RunComparison } from '../../src/shared/comparing.ts'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, go } from './page.ts'
import { homesWith } from './place.ts'
import { lab } from './terminal.ts'

/** A home with three small runs: "one layer", "wider", "adam's". */
const homeWithRuns = homesWith(async (home) => {
	const small = ['--limit', '1000', '--epochs', '1']
	await lab(home, 'train', 'slp', '--name', 'one layer', ...small)
	await lab(home, 'train', 'mlp-64', '--name', 'wider', ...small)
	await lab(home, 'train', 'slp', '--name', "adam's", '--optimizer', 'adam', ...small)
})

const select = (page: Page, name: string) =>
	page.getByRole('table', { name: 'Runs' }).getByRole('row').filter({ hasText: name }).getByRole('checkbox').click()

test('the terminal compares, and writes a report in every form', async () => {
	const home = await homeWithRuns()
	const { code, stdout } = await lab(home, 'compare', '1', '3', '--json')
	expect(code).toBe(0)
	const comparison = JSON.parse(stdout) as RunComparison
	const [one, other] = comparison.runs
	expect(comparison.pairs[0]?.difference).toBeCloseTo((other?.accuracy ?? 0) - (one?.accuracy ?? 0), 12)
	const words = await lab(home, 'compare', '1', '2', '3')
	expect(words.stdout).toContain('Cochran’s Q')
	expect(words.stdout).toContain('after Holm')

	const file = (ending: string) => join(home, 'out', `about.${ending}`)
	for (const ending of ['html', 'md', 'tex', 'csv']) {
		const written = await lab(home, 'report', '1', '3', '--to', file(ending), '--title', 'One <b> & two')
		expect(written).toMatchObject({ code: 0 })
		expect(written.stdout).toContain(file(ending))
	}
	const accuracy = `${(100 * (other?.accuracy ?? 0)).toFixed(2)} %`
	const html = readFileSync(file('html'), 'utf8')
	expect(html).toContain(accuracy)
	expect(html).toContain('<h1>One &#60;b&#62; &#38; two</h1>')
	const markdown = readFileSync(file('md'), 'utf8')
	expect(markdown).toContain(`| ${accuracy} |`)
	const [, picture = ''] = /!\[[^\]]*\]\((about-pictures\/results\.svg)\)/.exec(markdown) ?? []
	expect(readFileSync(join(home, 'out', picture), 'utf8')).toMatch(/^<svg xmlns=/)
	expect(readFileSync(file('tex'), 'utf8')).toContain('\\toprule')
	expect(readFileSync(file('csv'), 'utf8').split('\n')[2]).toContain(String(other?.accuracy))
	const again = await lab(home, 'report', '1', '--to', file('md'))
	expect(again).toMatchObject({ code: 1, stdout: '' })
	expect(again.stderr).toContain('is there already')
})

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('two runs are compared from the history, and a report about them is written, saved and opened', async () => {
		const { page, close } = await open(await homeWithRuns())
		await go(page, 'Runs')
		await select(page, 'one layer')
		await select(page, "adam's")
		await page.getByRole('link', { name: 'Compare' }).click()
		const answer = page.getByRole('region', { name: 'Which is better?' })
		await answer.getByText(/^adam's is better by \d+\.\d\d points \(\d+\.\d\d to \d+\.\d\d\)\.$/).waitFor()
		await answer.getByText(/^Exact McNemar test: p/).waitFor()
		await answer.getByText(/^This compares these trained networks, not their recipes/).waitFor()

		const faults: Record<string, string[]> = {}
		async function look(what: string) {
			for (const theme of ['light', 'dark'] as const) {
				await chooseTheme(page, theme)
				faults[`${what}, ${theme}`] = await accessibilityFaults(page)
			}
		}
		await look('two')
		// whoever calls fifty points practically the same sees no difference worth it
		await answer.getByLabel('practically the same within').fill('50')
		await page.keyboard.press('Enter')
		await answer.getByText(/are practically the same: the difference lies within 50 points/).waitFor()

		const cell = answer.getByRole('link', { name: /: only adam's right$/ })
		const images = await cell.innerText()
		await cell.click()
		await page.getByText(`Only the ${images} test images that adam's, run 3 gets right`, { exact: false }).waitFor()
		await page.getByRole('heading', { name: `${images} mistakes` }).waitFor()
		await page.goBack()
		await answer.waitFor()

		await page.getByRole('link', { name: 'Write a report' }).click()
		await page.getByRole('textbox', { name: 'Title of the report' }).fill('Does Adam help?')
		const comparison = page.getByRole('region', { name: 'Comparison', exact: true })
		await comparison.getByText(/^adam's is better by/).waitFor()
		await page.getByLabel('Conclusion: your own words').fill('It does, with one seed.\n\nMore seeds are to come.')
		await page.getByRole('button', { name: 'leave out: Methods' }).click()
		await page.getByRole('button', { name: 'Move Conclusion up' }).press('Enter')
		await look('report')
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Save page' }).click()
		])
		expect(download.suggestedFilename()).toBe('Does-Adam-help.html')
		const html = readFileSync(await download.path(), 'utf8')
		expect(html).toContain('<p>It does, with one seed.</p><p>More seeds are to come.</p>')
		const heads = [...html.matchAll(/<h2 id="chapter-(\w+)"/g)].map(([, id]) => id)
		expect(heads).toEqual(['question', 'data', 'results', 'comparison', 'conclusion', 'limits'])

		// what was written is found again
		await page.reload()
		expect(await page.getByLabel('Conclusion: your own words').inputValue()).toContain('More seeds')
		expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('several runs are compared: who is tied with the best, what it costs, and some of them by their settings', async () => {
		const { page, close } = await open(await homeWithRuns())
		await go(page, 'Runs')
		for (const name of ['one layer', 'wider', "adam's"]) await select(page, name)
		await page.getByRole('link', { name: 'Compare' }).click()
		const answer = page.getByRole('region', { name: 'Which is best?' })
		await answer.getByText(/^The 3 runs are not all alike \(Cochran’s Q/).waitFor()
		expect(await answer.getByRole('listitem').allInnerTexts()).toEqual([expect.stringContaining('best by validation')])

		const settings = page.getByRole('region', { name: 'Settings and results, side by side' })
		await settings.getByText('Choose by value').click()
		await settings
			.getByLabel('Optimizer from')
			.selectOption({ label: 'from Adam, beta 1 0.9, beta 2 0.999, epsilon 1e-7' })
		await settings.getByText('1 of 3 runs').waitFor()
		await settings.getByRole('button', { name: 'all runs' }).click()
		const cost = page.getByRole('region', { name: 'What accuracy costs' })
		await cost.getByRole('button', { name: 'What accuracy costs, as a table' }).click()
		await cost.getByRole('row').filter({ hasText: 'wider' }).getByText('55,050').waitFor()

		const faults: string[] = []
		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			faults.push(...(await accessibilityFaults(page)))
		}
		expect(faults).toEqual([])
		await answer
			.getByRole('link', { name: /better$/ })
			.first()
			.click()
		await page.getByRole('region', { name: 'Which is better?' }).waitFor()
		expect(await complaints(page)).toEqual([])
		await close()
	})
})
