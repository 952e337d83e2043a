import { Buffer } from 'node:buffer'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { idxImage } from './images.ts'

/** A file as a person has it on their disk. */
export interface PictureFile {
	name: string
	bytes: Buffer
}

/** A test image of MNIST as a photo: blue ink on paper with a shadow that grows to a corner, JPEG. */
export async function photo(image: number, name: string): Promise<PictureFile> {
	const [width, height, side] = [320, 240, 130]
	const ink = await sharp(Buffer.from(idxImage(image)), { raw: { width: 28, height: 28, channels: 1 } })
		.resize(side, side, { kernel: 'cubic' })
		.extractChannel(0)
		.raw()
		.toBuffer()
	const pixels = Buffer.alloc(width * height * 3)
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const [column, row] = [x - 80, y - 50]
			const inside = column >= 0 && row >= 0 && column < side && row < side
			const share = inside ? (ink[row * side + column] ?? 0) / 255 : 0
			const light = 1 - 0.5 * (x / width) * (y / height)
			for (const [channel, [paper, pen]] of [
				[240, 40],
				[236, 50],
				[225, 120]
			].entries() as ArrayIterator<[number, [number, number]]>)
				pixels[(y * width + x) * 3 + channel] = light * (paper * (1 - share) + pen * share)
		}
	const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
		.jpeg({ quality: 80 })
		.toBuffer()
	return { name, bytes }
}

/** Drops files on the window as the system does: a transfer with real files, over the window and let go. */
export const drop = (page: Page, files: PictureFile[]) => bring(page, files, 'drop')
/** The same files from the clipboard. */
export const paste = (page: Page, files: PictureFile[]) => bring(page, files, 'paste')

async function bring(page: Page, files: PictureFile[], how: 'drop' | 'paste'): Promise<void> {
	const contents = files.map(({ name, bytes }) => ({ name, text: bytes.toString('base64') }))
	await page.evaluate(
		({ contents, how }) => {
			const transfer = new DataTransfer()
			for (const { name, text } of contents) {
				const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
				transfer.items.add(new File([bytes], name, { type: `image/${name.split('.').pop() ?? ''}` }))
			}
			const all = { bubbles: true, cancelable: true }
			if (how === 'drop')
				for (const kind of ['dragenter', 'dragover', 'drop'])
					document.body.dispatchEvent(new DragEvent(kind, { ...all, dataTransfer: transfer }))
			else document.body.dispatchEvent(new ClipboardEvent('paste', { ...all, clipboardData: transfer }))
		},
		{ contents, how }
	)
}

/** Draws a line through these places of the pad, given as shares of its sides, with the mouse. */
export async function drawLine(page: Page, places: [x: number, y: number][]): Promise<void> {
	const box = await page.getByRole('img', { name: /^Draw a digit/ }).boundingBox()
	if (!box) throw new Error('the pad is not to be seen')
	for (const [at, [x, y]] of places.entries()) {
		await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 })
		if (at === 0) await page.mouse.down()
	}
	await page.mouse.up()
}

/** What is drawn on the canvas of what the network gets: 28 × 28 grey levels. */
export const fieldOf = (page: Page) =>
	page
		.getByRole('region', { name: 'What the network gets' })
		.locator('canvas')
		.first()
		.evaluate((canvas: HTMLCanvasElement) => {
			const { data } = canvas.getContext('2d')?.getImageData(0, 0, 28, 28) ?? { data: [] }
			return Array.from(data).filter((_, at) => at % 4 === 0)
		})
