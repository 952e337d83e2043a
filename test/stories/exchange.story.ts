import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { doors } from './doors.ts'
import { accessibilityFaults, chooseTheme, complaints, fill, go, pickPreset, train } from './page.ts'
import { drop } from './photos.ts'
import { newHome } from './place.ts'

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	async function visit() {
		const { page, close } = await open(await newHome())
		onTestFinished(close)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		return page
	}

	const accuracyOn = (page: Page) =>
		page
			.getByText(/^\d\d\.\d\d %$/)
			.first()
			.innerText()
	const files = (page: Page) => page.getByRole('list', { name: 'Files to export' })
	const openExports = (page: Page) => page.getByRole('button', { name: 'Export' }).click()

	/** Presses a file in the menu and keeps it in `folder`. */
	async function save(page: Page, title: string, folder: string): Promise<string> {
		await openExports(page)
		const arriving = page.waitForEvent('download')
		await files(page).getByRole('link', { name: title }).click()
		const download = await arriving
		const path = join(folder, download.suggestedFilename())
		await download.saveAs(path)
		return path
	}

	test('a run is carried from one lab to another', async () => {
		const folder = await newHome()
		const here = await visit()
		await pickPreset(here, 'slp')
		await fill(here, 'Images', '2000')
		await fill(here, 'Epochs', '2')
		await train(here)
		await here.getByText(/^test accuracy/).waitFor()
		const accuracy = await accuracyOn(here)
		await openExports(here)
		expect(await files(here).getByRole('link').count()).toBe(7)
		expect(await accessibilityFaults(here)).toEqual([])
		await here.keyboard.press('Escape')
		const path = await save(here, 'Whole run', folder)
		expect(path).toMatch(/slp-run-1\.digitlab$/)
		const table = await readFile(await save(here, 'Epochs', folder), 'utf8')
		expect(table.split('\n')[0]).toBe('epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds')
		expect(table.trim().split('\n')).toHaveLength(3)
		expect(await complaints(here)).toEqual([])

		const there = await visit()
		await go(there, 'Runs')
		await there.getByLabel('Import a run…').setInputFiles(path)
		await there.getByRole('heading', { name: 'slp' }).waitFor()
		await there.getByText(/^test accuracy/).waitFor()
		expect(await accuracyOn(there)).toBe(accuracy)
		await there.getByText('trained in another lab').waitFor()

		// once more: it is here already
		await go(there, 'Runs')
		await there.getByLabel('Import a run…').setInputFiles(path)
		await there.getByText('This run is already here: run 1. Nothing was imported.').waitFor()
		expect(await accessibilityFaults(there)).toEqual([])
		// and dropped, on another page
		await go(there, 'Experiment')
		await drop(there, [{ name: 'carried.digitlab', bytes: await readFile(path) }])
		await there.getByRole('heading', { level: 1, name: 'Runs' }).waitFor()
		await there.getByText('This run is already here: run 1. Nothing was imported.').waitFor()
		// a refusal is an answer of 409, which the browser writes into its console
		expect((await complaints(there)).filter((text) => !text.includes('409'))).toEqual([])
	})

	test('a recipe is carried to another lab, trained there, and said to come to the same bits', async () => {
		const here = await visit()
		await pickPreset(here, 'slp')
		await fill(here, 'Images', '2000')
		await fill(here, 'Epochs', '2')
		await train(here)
		await here.getByText(/^test accuracy/).waitFor()
		const accuracy = await accuracyOn(here)
		const path = await save(here, 'Recipe to verify', await newHome())
		expect(path).toMatch(/slp-run-1\.digitrecipe$/)

		const there = await visit()
		await drop(there, [{ name: 'slp-run-1.digitrecipe', bytes: await readFile(path) }])
		// dropping it is all there is to do
		await there
			.getByText('Identical bits: the weights and answers are those that the recipe file “slp” says.')
			.waitFor()
		expect(await accuracyOn(there)).toBe(accuracy)
		expect(await accessibilityFaults(there)).toEqual([])
		await there.getByRole('link', { name: 'open the recipe' }).click()
		await there.getByText(`${accuracy}, 95 % interval`).waitFor()
		for (const theme of ['dark', 'light'] as const) {
			await chooseTheme(there, theme)
			expect(await accessibilityFaults(there)).toEqual([])
		}
		// looked at later, it waits to be asked
		await there.reload()
		await there.getByRole('button', { name: 'Train and verify' }).click()
		await there.getByText(/^Identical bits: run 1 has the same recipe/).waitFor()
		expect(await complaints(there)).toEqual([])
	})
})
