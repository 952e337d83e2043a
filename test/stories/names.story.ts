import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
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

let prepared = ''
beforeAll(async () => {
	prepared = await mkdtemp(join(tmpdir(), 'digit-lab-story-'))
	expect((await lab(prepared, 'train', 'slp', '--limit', '1000', '--epochs', '1', '--name', name)).code).toBe(0)
	expect((await lab(prepared, 'note', '1', note)).code).toBe(0)
	expect((await lab(prepared, 'tag', '1', name.slice(0, 40))).code).toBe(0)
})
afterAll(() => rm(prepared, { recursive: true }))

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a run that is called like code stays text wherever it is shown', async () => {
		const home = await newHome()
		await cp(prepared, home, { recursive: true })
		const { page, close } = await open(home)
		onTestFinished(close)
		await page.getByRole('heading', { level: 1 }).waitFor()
		for (const address of ['runs', 'runs/1', 'runs/1/images', 'runs/1/confidence', 'compare/1', 'classify']) {
			await page.evaluate((hash) => (location.hash = hash), `#/${address}`)
			await page.getByText(name).or(page.getByRole('option', { name })).first().waitFor({ state: 'attached' })
			expect(await broken(page)).toEqual({ made: 0, taken: false })
		}
		await go(page, 'Runs')
		await page
			.getByRole('table', { name: 'Runs' })
			.getByRole('checkbox', { name: `Select ${name}` })
			.click()
		await page
			.getByRole('button', { name: /^Delete/ })
			.first()
			.click()
		expect(await broken(page)).toEqual({ made: 0, taken: false })
		expect(await complaints(page)).toEqual([])
	})
})

test('a run that is called like code and like a path is exported under a plain name, in the folder that was asked for', async () => {
	const home = await newHome()
	await cp(prepared, home, { recursive: true })
	expect((await lab(home, 'rename', '1', `../../..\\etc/${name}`)).code).toBe(0)
	const folder = join(home, 'out')
	const { code, stdout } = await lab(home, 'export', '1', '--to', folder)
	expect(code).toBe(0)
	const paths = stdout
		.trim()
		.split('\n')
		.map((line) => line.split('  ')[0] ?? '')
	expect(paths.length).toBeGreaterThan(4)
	for (const path of paths) {
		expect(path.startsWith(folder)).toBe(true)
		expect(path.slice(folder.length)).toMatch(/^\/[\w.-]+(\/[\w.-]+)?$/)
		expect(path).not.toContain('..')
	}
})
