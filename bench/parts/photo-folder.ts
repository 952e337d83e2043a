import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { photograph, randomFrom } from './photo.ts'
import { styles } from './styles.ts'

/** MNIST's digits as photos of `side` pixels in the promised styles, every other one a JPEG, the others PNGs. */
export async function photoFolder(folder: string, images: readonly Uint8Array[], side: number): Promise<void> {
	mkdirSync(folder, { recursive: true })
	const usual = styles.filter(({ promised }) => promised)
	for (const [place, image] of images.entries()) {
		const random = randomFrom(place)
		const style = usual[Math.floor(place / 2) % usual.length]
		const as = place % 2 === 0 ? 'png' : 'jpeg'
		// a picture of MNIST's own size is MNIST's own
		const how = side > 28 ? style?.photo(random) : { share: 1 }
		const file = await photograph(image, { ...how, side, as }, random)
		writeFileSync(join(folder, `${String(place).padStart(4, '0')}.${as}`), file)
	}
}
