import sharp from 'sharp'
import { readImages, readLabels } from '../../src/main/data/part.ts'
import type { Lab } from '../../src/main/lab.ts'
import { labelOf } from '../../src/shared/labels.ts'
import type { PictureRow } from '../../src/shared/pictures.ts'
import { readingSettings } from '../../src/shared/vision.ts'
import { photograph, randomFrom } from './photo.ts'
import { styles } from './styles.ts'

const batch = 'some-pictures'
const settings = readingSettings.parse({})

/** Test images of MNIST as a person would bring them: a number in a shadow, and a digit in each style. Kept from the last time where they are there. */
export async function somePictures(lab: Lab, dataFolder: string): Promise<{ number: PictureRow; digit: PictureRow }> {
	const all = await lab.client.pictures.list({ limit: 1000 })
	const known = all.filter((one) => one.batch === batch)
	const rows = known.length > 0 ? known : await bring(lab, dataFolder)
	const [number, digit] = ['number.png', '7_0.jpg'].map((name) => rows.find((row) => row.name === name))
	if (!number || !digit) throw new Error('The pictures were not all kept.')
	return { number, digit }
}

async function bring(lab: Lab, dataFolder: string): Promise<PictureRow[]> {
	const { pixels } = await readImages(dataFolder, 'test')
	const labels = await readLabels(dataFolder, 'test')
	const random = randomFrom(1)
	const image = (place: number) => pixels.slice(place * 784, (place + 1) * 784)
	const rows: PictureRow[] = []
	const send = async (file: Uint8Array<ArrayBuffer>, name: string) => {
		const how = { name, origin: 'file', batch, label: labelOf(name), answering: null, settings } as const
		rows.push(await lab.bytes.picture(file, how))
	}
	for (const [place, style] of styles.entries())
		await send(await photograph(image(place), style.photo(random), random), `${labels[place]}_${place}.jpg`)
	const inks = await Promise.all(
		[3, 0, 5, 2, 1, 18, 4].map((place) =>
			photograph(image(place), { as: 'transparent', side: 90, share: 1, ink: [30, 40, 110] }, random)
		)
	)
	const paper = `<svg width="760" height="220"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#f4eedd"/><stop offset="1" stop-color="#938c7c"/></linearGradient></defs><rect width="760" height="220" fill="url(#g)"/></svg>`
	const sheet = await sharp(Buffer.from(paper))
		.composite(
			inks.map((input, at) => ({
				input: Buffer.from(input),
				left: 30 + at * 86 + (at > 3 ? 80 : 0),
				top: 60 + ((at * 7) % 18)
			}))
		)
		.png()
		.toBuffer()
	await send(Uint8Array.from(sheet), 'number.png')
	return rows
}
