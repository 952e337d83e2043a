import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { doors, type Visit } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, go } from './page.ts'
import { homesWith } from './place.ts'
import { lab } from './terminal.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Runs' })
const rowOf = (page: Page, name: string) => table(page).getByRole('row').filter({ hasText: name })
/** The names in the list as it stands, from its top. */
const names = (page: Page) => table(page).locator('tbody th a').allInnerTexts()
const select = (page: Page, name: string) => rowOf(page, name).getByRole('checkbox').click()

/** A home with three small runs: "one layer", "wider", "adam's". */
const homeWithRuns = homesWith(async (home) => {
	const small = ['--limit', '300', '--epochs', '1']
	await lab(home, 'train', 'slp', '--name', 'one layer', ...small)
	await lab(home, 'train', 'mlp-64', '--name', 'wider', ...small, '--epochs', '2')
	await lab(home, 'train', 'slp', '--name', "adam's", '--optimizer', 'adam', ...small)
})

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	async function visit(home: string): Promise<Visit> {
		const visit = await open(home)
		await go(visit.page, 'Runs')
		await table(visit.page).waitFor()
		return visit
	}

	test('a person writes on runs, and finds everything again after a restart', async () => {
		const home = await homeWithRuns()
		const { page, close } = await visit(home)
		await table(page).getByRole('link', { name: 'wider' }).click()
		await page.getByRole('heading', { name: 'wider' }).waitFor()

		await page.getByRole('button', { name: 'Rename' }).click()
		await page.getByLabel('Name of run 2').fill('not this')
		await page.keyboard.press('Escape')
		await page.getByRole('heading', { name: 'wider' }).waitFor()
		await page.getByRole('button', { name: 'Rename' }).click()
		await page.getByLabel('Name of run 2').fill('two hidden layers')
		await page.keyboard.press('Enter')
		await page.getByRole('heading', { name: 'two hidden layers' }).waitFor()

		await page.getByLabel('Note on run 2').fill('better than one?\nyes')
		await page.keyboard.press('Control+Enter')
		await page.getByText('saved', { exact: true }).waitFor()
		await page.getByLabel('Add a tag').fill('report')
		await page.keyboard.press('Enter')
		await page.getByRole('button', { name: 'Remove the tag report' }).waitFor()
		await page.getByRole('button', { name: 'Star this run' }).click()
		await page.getByRole('button', { name: 'Star this run', pressed: true }).waitFor()
		expect(await complaints(page)).toEqual([])
		await close()

		const second = await visit(home)
		const row = rowOf(second.page, 'two hidden layers')
		await row.getByRole('button', { name: 'Star', pressed: true }).waitFor()
		await row.getByText('report').waitFor()
		await row.getByText('better than one?').waitFor()
		await second.page.keyboard.press('/')
		await second.page.keyboard.type('better yes')
		await second.page.getByText('1 run found').waitFor()
		await second.close()
	})

	test('runs are filtered, sorted, and the list is found again as it was left', async () => {
		const { page, close } = await visit(await homeWithRuns())
		expect(await names(page)).toEqual(["adam's", 'wider', 'one layer'])
		await table(page).getByRole('button', { name: 'Name' }).click()
		await table(page).getByRole('columnheader', { name: 'Name' }).and(page.locator('[aria-sort=ascending]')).waitFor()
		expect(await names(page)).toEqual(["adam's", 'one layer', 'wider'])
		await page.getByLabel('Optimizer', { exact: true }).selectOption('sgd')
		await page.getByText('2 runs found').waitFor()
		await table(page).getByRole('button', { name: 'Name' }).click()
		expect(await names(page)).toEqual(['wider', 'one layer'])
		await table(page).getByRole('link', { name: 'wider' }).click()
		await page.getByRole('heading', { name: 'wider' }).waitFor()
		await page.goBack()
		await page.getByText('2 runs found').waitFor()
		expect(await names(page)).toEqual(['wider', 'one layer'])
		await page.getByRole('button', { name: 'Clear' }).click()
		expect(await names(page)).toEqual(['wider', 'one layer', "adam's"])

		await select(page, 'wider')
		await select(page, "adam's")
		await page.getByRole('link', { name: 'Compare' }).click()
		await page.getByRole('heading', { name: 'Compare' }).waitFor()
		expect(page.url()).toContain('#/compare/2-3')
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('runs are deleted and brought back with the keyboard alone, or put into the archive', async () => {
		const { page, close } = await visit(await homeWithRuns())
		await select(page, 'one layer')
		await table(page)
			.getByRole('checkbox', { name: /^Select wider/ })
			.press('Space')
		await page.getByText('2 runs selected').waitFor()
		await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
		await page.getByRole('status').filter({ hasText: '2 runs deleted' }).waitFor()
		await expect.poll(() => names(page)).toEqual(["adam's"])
		// the button that was pressed is gone; the focus has gone to where this can be undone
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
		await page.keyboard.press('Enter')
		await expect.poll(() => names(page)).toEqual(["adam's", 'wider', 'one layer'])

		await table(page).getByRole('link', { name: 'wider' }).click()
		const more = page.getByRole('button', { name: 'More about this run' })
		await more.press('ArrowUp')
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Delete')
		await page.keyboard.press('Escape')
		expect(await more.evaluate((button) => button === document.activeElement)).toBe(true)
		await more.press('ArrowUp')
		await page.keyboard.press('Enter')
		await page.getByRole('heading', { name: 'Runs' }).waitFor()
		await expect.poll(() => names(page)).toEqual(["adam's", 'one layer'])
		await page.keyboard.press('Control+z')
		await expect.poll(() => names(page)).toEqual(["adam's", 'wider', 'one layer'])

		await page.getByRole('button', { name: 'Select none' }).click()
		await select(page, "adam's")
		await page.getByRole('button', { name: 'Archive', exact: true }).click()
		await page.getByText('2 runs, 1 in the archive').waitFor()
		await page.getByRole('button', { name: 'archived too' }).click()
		await rowOf(page, "adam's").getByText('archived').waitFor()
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('a run is run again: with its seed the same result, with another seed another one', async () => {
		const { page, close } = await visit(await homeWithRuns())
		const result = async (id: number) => {
			await page.getByText(`run ${id}`, { exact: true }).waitFor()
			await page.getByText(/^test accuracy/).waitFor()
			return page
				.getByText(/^\d\d?\.\d\d %$/)
				.first()
				.innerText()
		}
		await table(page).getByRole('link', { name: 'one layer' }).click()
		const first = await result(1)
		await page.getByRole('button', { name: 'Rerun and verify' }).click()
		expect(await result(4)).toBe(first)
		await page.getByText('Identical bits: run 1 has the same recipe').waitFor()
		await page.getByText('seed 1').first().waitFor()
		await page.getByRole('button', { name: 'More about this run' }).click()
		await page.getByRole('menuitem', { name: 'Run again with another seed' }).click()
		expect(await result(5)).not.toBe(first)
		await page.getByText('seed 2').first().waitFor()
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('the list and what opens in it are accessible, light and dark', async () => {
		const { page, close } = await visit(await homeWithRuns())
		/** By scene and theme. */
		const faults: Record<string, string[]> = {}
		async function look(what: string) {
			for (const theme of ['light', 'dark'] as const) {
				await chooseTheme(page, theme)
				faults[`${what}, ${theme}`] = await accessibilityFaults(page)
			}
		}
		await select(page, 'wider')
		await page.getByLabel('Add a tag').fill('report')
		await page.keyboard.press('Enter')
		await rowOf(page, 'wider').getByText('report').waitFor()
		await look('a run selected')
		await page.getByRole('button', { name: 'Delete one layer' }).click()
		await page.getByText('one layer deleted').waitFor()
		await look('a run deleted')
		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			await page.getByRole('button', { name: 'Columns' }).click()
			faults[`columns, ${theme}`] = await accessibilityFaults(page)
			await page.keyboard.press('Escape')
		}
		await page.getByRole('searchbox').fill('nothing like it')
		await page.getByText('No run is like that.').waitFor()
		await look('nothing found')
		expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
		expect(await complaints(page)).toEqual([])
		await close()
	})
})
