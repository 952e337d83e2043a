import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { doors } from './doors.ts'
import { complaints, go } from './page.ts'
import { newHome } from './place.ts'
import { lab } from './terminal.ts'

const name = `<img src=x onerror="document.title='taken'">`
const note = `<script>document.title='taken'</script>`

/** What has become of the page: elements made from words, and whether their code ran. */
const broken = (page: Page) =>
	page.evaluate(() => ({
		made: document.querySelectorAll('img[src="x"], main script').length,
		taken: document.title.includes('taken') && !document.title.includes('<img')
	}))

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a run that is called like code stays text wherever it is shown', async () => {
		const home = await newHome()
		for (let seed = 1; seed < 3; seed++)
			expect((await lab(home, 'train', 'slp', '--limit', '1000', '--epochs', '1', '--name', name)).code).toBe(0)
		expect((await lab(home, 'note', '1', note)).code).toBe(0)
		expect((await lab(home, 'tag', '1', name.slice(0, 40))).code).toBe(0)
		const { page, close } = await open(home)
		onTestFinished(close)
		await page.getByRole('heading', { level: 1 }).waitFor()
		for (const address of [
			'#/runs',
			'#/runs/1',
			'#/runs/1/images',
			'#/runs/1/confidence',
			'#/compare/1-2',
			'#/classify'
		]) {
			await page.evaluate((hash) => (location.hash = hash), address)
			await page.getByText(name).or(page.getByRole('option', { name })).first().waitFor({ state: 'attached' })
			expect(await broken(page)).toEqual({ made: 0, taken: false })
		}
		await go(page, 'Runs')
		await page
			.getByRole('table', { name: 'Runs' })
			.getByRole('checkbox', { name: `Select ${name}` })
			.first()
			.click()
		await page
			.getByRole('button', { name: /^Delete/ })
			.first()
			.click()
		expect(await broken(page)).toEqual({ made: 0, taken: false })
		expect(await complaints(page)).toEqual([])
	})
})

test('a run that is called like code or like a path is exported under a plain name, and as text', async () => {
	const home = await newHome()
	const names = [name, '../../../etc/passwd', '..\\..\\windows']
	for (const one of names)
		expect((await lab(home, 'train', 'slp', '--limit', '1000', '--epochs', '1', '--name', one)).code).toBe(0)
	for (const run of ['1', '2', '3']) {
		const folder = join(home, `out-${run}`)
		const { code, stdout } = await lab(home, 'export', run, '--to', folder)
		expect(code).toBe(0)
		for (const line of stdout.trim().split('\n')) {
			expect(line.startsWith(folder)).toBe(true)
			expect(line.slice(folder.length).split('  ')[0]).toMatch(/^\/[\w.-]+(\/[\w.-]+)?$/)
			expect(line).not.toContain('..')
		}
	}
	const report = join(home, 'data.html')
	expect((await lab(home, 'data', '--report', report)).code).toBe(0)
	expect(await readFile(report, 'utf8')).not.toMatch(/<img src=x|<script/)
})
