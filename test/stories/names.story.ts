import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
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

/** Every page that shows the names of runs, studies or recipes. */
const addresses = [
	...['runs', 'runs/1', 'runs/1/images', 'runs/1/inside', 'runs/1/confidence', 'compare/1', 'compare/1-2', 'classify'],
	...['report/1/1', 'studies', 'studies/1', 'verify/1']
]

const at = (page: Page, address: string) => page.evaluate((hash) => (location.hash = hash), `#/${address}`)

let prepared = ''
beforeAll(async () => {
	prepared = await mkdtemp(join(tmpdir(), 'digit-lab-story-'))
	expect((await lab(prepared, 'train', 'slp', '--limit', '1000', '--epochs', '1', '--name', name)).code).toBe(0)
	expect((await lab(prepared, 'note', '1', note)).code).toBe(0)
	expect((await lab(prepared, 'tag', '1', name.slice(0, 40))).code).toBe(0)
	const plan = ['--effect', 'learningRate', '--levels', '0.01,0.1', '--base', 'slp', '--seeds', '2']
	const words = ['--name', name, '--question', note, '--expect', note]
	const made = await lab(prepared, 'study', 'new', ...plan, '--limit', '1000', '--epochs', '1', ...words)
	expect(made).toMatchObject({ code: 0 })
	expect((await lab(prepared, 'study', 'run', '1')).code).toBe(0)
	const carried = join(prepared, 'carried')
	expect((await lab(prepared, 'export', '1', '--to', carried, '--form', 'digitrecipe')).code).toBe(0)
	for (const file of await readdir(carried)) expect((await lab(prepared, 'import', join(carried, file))).code).toBe(0)
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
		for (const address of addresses) {
			// by way of a page that knows no names, so that none is left of the page before
			await at(page, 'about')
			await page.getByRole('heading', { level: 1, name: 'About Digit Lab' }).waitFor()
			await at(page, address)
			await page.getByText(name).or(page.getByRole('option', { name })).first().waitFor({ state: 'attached' })
			expect(await broken(page), address).toEqual({ made: 0, taken: false })
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

test('a report of a run and a study that are called like code holds no code of theirs', async () => {
	const home = await newHome()
	await cp(prepared, home, { recursive: true })
	const file = join(home, 'report.html')
	expect((await lab(home, 'report', '1', 'study-1', '--title', name, '--to', file)).code).toBe(0)
	const html = await readFile(file, 'utf8')
	expect(html).toContain('&#60;img src=x onerror=')
	// the study's question; a run's note is not in a report
	expect(html).toContain('&#60;script&#62;document.title=')
	expect(html).not.toMatch(/<img src=x|<script/)
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
