import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { worldHere } from '../../src/main/world.ts'
import { doors } from './doors.ts'
import { accessibilityFaults, brush, chooseTheme, complaints, curveAt, fill, go, pickPreset, train } from './page.ts'
import { newHome } from './place.ts'

const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** A folder for each digit's word with MNIST's first images in it, and a file that is no picture. */
async function folderOfPictures(home: string, count: number): Promise<string> {
	const { dataFolder } = worldHere({})
	const pixels = readFileSync(join(dataFolder, 'train-images-idx3-ubyte')).subarray(16)
	const labels = readFileSync(join(dataFolder, 'train-labels-idx1-ubyte')).subarray(8)
	const folder = join(home, 'handwriting')
	for (const word of words) mkdirSync(join(folder, word), { recursive: true })
	for (let image = 0; image < count; image++)
		await sharp(pixels.subarray(784 * image, 784 * (image + 1)), { raw: { width: 28, height: 28, channels: 1 } })
			.png()
			.toFile(join(folder, words[labels[image] ?? 0] ?? '', `${image}.png`))
	writeFileSync(join(folder, 'notes.txt'), 'scanned in June')
	return folder
}

describe.each(doors)('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('a folder of pictures is imported, its map brushed, an outlier opened, and learned from; its classes are called by their names', async () => {
		const home = await newHome()
		const folder = await folderOfPictures(home, 600)
		const { page, close } = await open(join(home, 'lab'))
		await go(page, 'Data')
		await page.getByRole('cell', { name: 'comes with the lab' }).waitFor()
		await page.locator('input[webkitdirectory]').setInputFiles(folder)
		await page.getByRole('heading', { name: 'What was found' }).waitFor()
		await page.getByText('1 file left out').waitFor()
		await page.getByText(/No test images came with it: \d+ of the 600/).waitFor()
		expect(await page.getByRole('list', { name: 'Some of the images' }).getByRole('img').count()).toBe(100)
		for (const theme of ['light', 'dark'] as const) {
			await chooseTheme(page, theme)
			expect(await accessibilityFaults(page)).toEqual([])
		}
		const images = page.getByRole('list', { name: 'Some of the images' }).getByRole('img')
		const before = await images.first().screenshot()
		const turn = page.getByLabel('Turn the images: rows and columns change places')
		await page.getByLabel('Name of the class none').fill('zero')
		await turn.selectOption('yes')
		await page.getByText('Rows and columns of the images were exchanged').waitFor()
		expect((await images.first().screenshot()).equals(before)).toBe(false)
		await turn.selectOption('by itself, where it is EMNIST')
		await page.getByText('Rows and columns of the images were exchanged').waitFor({ state: 'detached' })
		expect((await images.first().screenshot()).equals(before)).toBe(true)
		expect(await page.getByLabel('Name of the class none').inputValue()).toBe('zero')
		await fill(page, 'Name', 'Handwriting')
		await page.getByRole('button', { name: 'Keep it' }).click()
		await page.getByRole('rowheader', { name: /Handwriting/ }).waitFor()

		// it is looked at as MNIST is, and opened image by image
		await page.getByRole('heading', { name: 'Handwriting', exact: true }).waitFor()
		await page.getByRole('heading', { name: 'What makes it hard', exact: true }).waitFor()
		await page
			.getByRole('region', { name: 'At a glance' })
			.getByText(/^Handwriting holds \d+ images to learn from.*10 classes: eight, five, four, nine, zero/)
			.waitFor()
		await page
			.getByRole('region', { name: 'A map of the images' })
			.getByText(/^Shown are all \d+ test images/)
			.waitFor()
		await brush(page)
		await page.getByText(/^[1-9]\d* images? in the frame/).waitFor()
		const odd = page.getByRole('region', { name: 'The images least like their class' })
		await odd.getByRole('button').nth(1).click()
		const dialog = page.getByRole('dialog')
		await dialog.getByText(/times as far as the nearest of its own|is of another class/).waitFor()
		expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toMatch(/image \d+: an? [a-z]+$/)
		await page.keyboard.press('Escape')
		await dialog.waitFor({ state: 'detached' })
		await page.getByRole('button', { name: 'Rename' }).click()
		await page.getByLabel('Name of the data set').fill('Letters by hand')
		await page.keyboard.press('Enter')
		await page.getByRole('rowheader', { name: /Letters by hand/ }).waitFor()
		await page.getByText(/^Letters by hand holds \d+ images/).waitFor()
		await page.getByRole('button', { name: 'Rename' }).click()
		await page.getByLabel('Name of the data set').fill('Handwriting')
		await page.keyboard.press('Enter')
		await page.getByRole('rowheader', { name: /Handwriting/ }).waitFor()
		expect(await accessibilityFaults(page)).toEqual([])

		await page.getByRole('button', { name: /Use it.*Handwriting/ }).click()
		await page.getByRole('heading', { name: 'New experiment' }).waitFor()
		expect(await page.getByLabel('Data set', { exact: true }).inputValue()).toBe('handwriting')
		await pickPreset(page, 'slp')
		await fill(page, 'Epochs', '1')
		expect(await accessibilityFaults(page)).toEqual([])
		await train(page)
		await curveAt(page, 1).waitFor()
		const confusion = page.getByRole('region', { name: 'Confusion' })
		for (const word of ['zero', ...words.slice(1)])
			await confusion.getByRole('rowheader', { name: word, exact: true }).waitFor()
		await page.getByRole('link', { name: 'Images', exact: true }).click()
		await page.getByRole('grid').getByRole('link').first().waitFor()
		expect(await page.getByRole('grid').getByRole('link').first().textContent()).toMatch(/taken for [a-z]+, \d+ % sure/)
		await page.getByRole('grid').getByRole('link').first().click()
		await page.getByRole('heading', { name: 'The training images most like it' }).waitFor()
		expect(await accessibilityFaults(page)).toEqual([])
		expect(await complaints(page)).toEqual([])

		// what is not there any more can be said, not trained on
		await go(page, 'Data')
		await page.getByRole('link', { name: 'Handwriting' }).click()
		// the run that has learned from it doubts some of its labels
		await page.getByText(/^1 finished run was asked/).waitFor()
		await page.getByRole('button', { name: /Remove….*Handwriting/ }).click()
		await page.getByRole('button', { name: 'Remove for good' }).click()
		await page.getByRole('rowheader', { name: /Handwriting/ }).waitFor({ state: 'detached' })
		await page.getByText('There is no data set "handwriting" in this lab.').waitFor()
		await close()
	})

	test('pictures of many sizes are refused with what to do, and then fitted into one', async () => {
		const home = await newHome()
		const folder = await folderOfPictures(home, 60)
		await sharp({ create: { width: 40, height: 30, channels: 3, background: 'grey' } })
			.png()
			.toFile(join(folder, 'two', 'odd.png'))
		const { page, close } = await open(join(home, 'lab'))
		await go(page, 'Data')
		await page.locator('input[webkitdirectory]').setInputFiles(folder)
		await page
			.getByRole('alert')
			.getByText(/The pictures are of 2 sizes .* 1 of 30 × 40/)
			.waitFor()
		await fill(page, 'Fit pictures into a square of', '20')
		await page.getByRole('button', { name: 'Read again' }).click()

		await page.getByText(/test images of 20/).waitFor()
		await page.getByRole('button', { name: 'Throw it away' }).click()
		await page.getByRole('heading', { name: 'What was found' }).waitFor({ state: 'detached' })
		expect(await complaints(page)).toEqual([])
		await close()
	})
})
