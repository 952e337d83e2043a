import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/shared/analysis/analysis.ts'
import type { Suspects } from '../../src/shared/analysis/suspects.ts'
import { doors } from './doors.ts'
import { accessibilityFaults, brush, chooseTheme, complaints, fill, go, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'
import { lab, startLab } from './terminal.ts'

/** Where the data have been looked at once, for all of these stories: it takes some 15 s. */
const looked = mkdtempSync(join(tmpdir(), 'digit-lab-story-'))

interface Numbers {
	analysis: Analysis
	map: null
	suspects: Suspects
}

beforeAll(async () => {
	const file = join(looked, 'out', 'report.json')
	const { code, stdout, stderr } = await lab(looked, 'data', '--report', file)
	expect({ code, stderr }).toMatchObject({ code: 0 })
	expect(stdout).toContain(file)
	return () => rmSync(looked, { recursive: true, force: true })
}, 180_000)

const numbers = () => JSON.parse(readFileSync(join(looked, 'out', 'report.json'), 'utf8')) as Numbers

test('the terminal says what is in the data, and writes it down as numbers and as a page', async () => {
	const { analysis, map, suspects } = numbers()
	expect(analysis.counts.training).toMatchObject({ images: 60_000, blank: 0 })
	expect(analysis.balance.split.p).toBeGreaterThan(0.05)
	// the nearest mean image is right on 82.03 %, as scikit-learn's NearestCentroid is
	expect(analysis.baselines[0]).toMatchObject({ method: { kind: 'nearest mean' }, correct: 8203, count: 10_000 })
	expect({ map, runs: suspects.runs }).toEqual({ map: null, runs: 0 })

	const said = await lab(looked, 'data')
	expect(said.code).toBe(0)
	expect(said.stdout).toContain('Training and test images have the classes in the same shares')
	expect(said.stdout).toContain('is right on 82.03 % of the test images')
	const json = await lab(looked, 'data', '--json')
	expect((JSON.parse(json.stdout) as Numbers).analysis).toEqual(analysis)
	const page = join(looked, 'out', 'report.html')
	expect((await lab(looked, 'data', '--report', page)).code).toBe(0)
	expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*82\.03 %[\s\S]*<\/html>\n$/)

	const again = await lab(looked, 'data', '--report', page)
	expect(again).toMatchObject({ code: 1, stdout: '' })
	expect(again.stderr).toContain('is there already. Name another file, or overwrite it with --force.')
	const odd = await lab(looked, 'data', '--report', 'report.pdf')
	expect(odd).toMatchObject({ code: 1 })
	expect(odd.stderr).toContain('ends in .html or .json')
})

test('Ctrl-C stops it, and nothing half done is kept', async () => {
	const home = await newHome()
	const { child, ended } = startLab(home, ['data'])
	await new Promise((resolve) => setTimeout(resolve, 1500))
	child.kill('SIGINT')
	const { code, stderr } = await ended
	expect({ code, stderr }).toMatchObject({ code: 130 })
	expect(stderr).toContain('Stopped')
	expect(existsSync(join(home, 'analysis'))).toBe(false)
})

describe.each(doors)('the data, through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a person reads what is in them, brushes the map, opens an outlier, judges a label and saves the report', async () => {
		const home = await newHome()
		cpSync(join(looked, 'analysis'), join(home, 'analysis'), { recursive: true })
		const { page, close } = await open(home)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		await pickPreset(page, 'slp')
		await fill(page, 'Images', '2000')
		await fill(page, 'Epochs', '2')
		await train(page)
		await page.getByText(/^test accuracy/).waitFor()

		await go(page, 'Data')
		const balance = page.getByRole('region', { name: 'Are the classes balanced?' })
		await balance.getByText(/chi-square 2\.93 with 9 degrees of freedom, p = \.97/).waitFor()
		await balance.getByRole('button', { name: 'Are the classes balanced? as a table' }).click()
		expect(await balance.getByRole('row').filter({ hasText: '6,742' }).innerText()).toContain('11.24 %')

		const map = page.getByRole('region', { name: 'A map of the images' })
		const marks = map.getByRole('list', { name: 'Marks of the classes' }).getByRole('listitem')
		expect(await marks.allInnerTexts()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
		await map.getByLabel('colour').selectOption('1')
		await map.getByText(/^Red: [\d,]+ images of these/).waitFor()
		const chosen = map.getByRole('region', { name: 'Chosen images' })
		await brush(page)
		await chosen.getByText(/^[\d,]+ images in the frame/).waitFor()
		const first = chosen.getByRole('button').first()
		await first.waitFor()
		// by keyboard: from dot to dot, then the 24 around one
		const field = map.getByRole('button', { name: /^Map of 5,?000 images/ })
		await field.press('ArrowRight')
		await field.press('ArrowDown')
		expect(await map.getByRole('status').innerText()).toMatch(/^Test image \d+, an? \d/)
		await field.press('Space')
		await chosen.getByText('24 images in the frame.').waitFor()

		await page.getByLabel('Open image').fill('60,000')
		await page.getByRole('button', { name: 'Open', exact: true }).click()
		await page.getByText('The training images are numbered from 0 to 59,999').waitFor()
		await page.getByLabel('Open image').fill('9999')
		await page.getByLabel('Of which images').selectOption('test')
		await page.getByLabel('Open image').press('Enter')
		await page.getByRole('heading', { name: 'Test image 9,999: a 6' }).waitFor()
		await page.keyboard.press('Escape')
		await page.getByRole('dialog').waitFor({ state: 'detached' })

		const { outliers } = numbers().analysis
		const [odd] = outliers[4] ?? []
		const region = page.getByRole('region', { name: 'The images least like their class' })
		await region.getByRole('button', { name: new RegExp(`^${odd?.part} image ${odd?.image}:`) }).click()
		const dialog = page.getByRole('dialog')
		await dialog.getByText(/times as far as the nearest of its own|is of another class/).waitFor()
		await expect.poll(() => dialog.getByRole('img', { name: /^Training image/ }).count()).toBe(10)
		const faults: Record<string, string[]> = { opened: await accessibilityFaults(page) }
		await page.keyboard.press('Escape')
		await dialog.waitFor({ state: 'detached' })

		const suspects = page.getByRole('region', { name: 'Labels that the runs doubt' })
		await suspects.getByRole('button', { name: 'label wrong' }).first().click()
		await suspects.getByText('Judged so far: 1 label wrong.').waitFor()

		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			faults[theme] = await accessibilityFaults(page)
		}
		expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])

		const html = await textOf(await saved(page, 'Save report'))
		expect(html).toContain('Judged so far: 1 label wrong.')
		const json = JSON.parse(await textOf(await saved(page, 'Save numbers (JSON)'))) as Numbers
		expect(json.suspects.judged.label).toBe(1)
		expect(await complaints(page)).toEqual([])
		await close()
	})

	test('looking at the data can be stopped and taken up again', async () => {
		const home = await newHome()
		const { page, close } = await open(home)
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		await go(page, 'Data')
		const bar = page.getByRole('progressbar', { name: 'Looking at the data' })
		await expect
			.poll(async () => Number(await bar.getAttribute('aria-valuenow')), { timeout: 30_000 })
			.toBeGreaterThan(0)
		expect(await accessibilityFaults(page)).toEqual([])
		await page.getByRole('button', { name: 'Stop' }).click()
		await page.getByRole('button', { name: 'Look at the data' }).click()
		await bar.waitFor()
		await page.getByRole('button', { name: 'Stop' }).click()
		await page.getByRole('button', { name: 'Look at the data' }).waitFor()
		expect(existsSync(join(home, 'analysis'))).toBe(false)
		expect(await complaints(page)).toEqual([])
		await close()
	})
})

async function saved(page: Page, name: string): Promise<Download> {
	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
	return download
}

const textOf = async (download: Download) => readFileSync(await download.path(), 'utf8')
