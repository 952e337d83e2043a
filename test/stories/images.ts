import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Locator, Page } from 'playwright-core'
import { worldHere } from '../../src/main/world.ts'

/** A cell of the confusion matrix, as its link names it. */
export interface Cell {
	label: number
	guess: number
	images: number
	link: Locator
}

/** The cell with the most mistakes in it. */
export async function fullestCell(page: Page): Promise<Cell> {
	const links = page.getByRole('region', { name: 'Confusion' }).getByRole('link')
	await links.first().waitFor()
	const names = await links.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
	const cells = names.map((name, place) => {
		const [, label, guess, images = ''] = /: (\d) taken for (\d), ([\d,]+) images?$/.exec(name) ?? []
		return {
			label: Number(label),
			guess: Number(guess),
			images: Number(images.replaceAll(',', '')),
			link: links.nth(place)
		}
	})
	const [most] = cells.toSorted((a, b) => b.images - a.images)
	if (!most) throw new Error('the matrix has no link')
	return most
}

export const grid = (page: Page) => page.getByRole('grid')
export const tile = (page: Page, position: number) => grid(page).locator(`[data-position="${position}"]`)

/** The number of the image on a tile, from what a screen reader hears. */
export const imageOn = async (found: Locator) =>
	Number(/image (\d+)$/.exec((await found.locator('span').first().textContent()) ?? '')?.[1] ?? NaN)

/** What is drawn of the gallery's first image: 28 × 28 grey levels, each pixel of the screen asked for. */
export const drawnFirst = (page: Page) =>
	grid(page)
		.locator('canvas')
		.first()
		.evaluate((element) => {
			const canvas = element as HTMLCanvasElement
			const scale = Math.round((canvas.getBoundingClientRect().height * devicePixelRatio) / 28)
			const { data } = canvas.getContext('2d')?.getImageData(0, 0, 28 * scale, 28) ?? { data: [] }
			const levels: number[] = []
			for (let place = 0; place < data.length; place += 4 * scale) {
				const pixels = Array.from({ length: scale }, (_, n) => Array.from(data.slice(place + 4 * n, place + 4 * n + 4)))
				const same = pixels.every(([r, g, b, a]) => r === pixels[0]?.[0] && g === r && b === r && a === 255)
				levels.push(same ? (pixels[0]?.[0] ?? -1) : -1)
			}
			return levels
		})

/** A test image as it stands in the IDX file, read without the lab. */
export function idxImage(image: number): number[] {
	const file = readFileSync(join(worldHere({}).dataFolder, 't10k-images-idx3-ubyte'))
	return [...file.subarray(16 + image * 784, 16 + (image + 1) * 784)]
}

/** Writes down answers to the validation images, the last `count` of the first `limit`: after epoch e, all wrong but the first 100 × e. */
export function keepAnswers(home: string, run: number, epochs: number[], limit: number, count: number): void {
	const labels = readFileSync(join(worldHere({}).dataFolder, 'train-labels-idx1-ubyte')).subarray(8 + limit - count)
	const database = new Sqlite(join(home, 'lab.sqlite'))
	const write = database.prepare('INSERT OR REPLACE INTO predictions (run, epoch, bytes) VALUES (?, ?, ?)')
	for (const epoch of epochs) {
		const bytes = Uint8Array.from({ length: 2 * count }, (_, n) => {
			if (n >= count) return 200
			const label = labels[n] ?? 0
			return n < 100 * epoch ? label : (label + 1) % 10
		})
		write.run(run, epoch, bytes)
	}
	database.close()
}
