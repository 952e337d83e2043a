import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { arriving, type Arriving } from '../../../src/shared/pictures.ts'

// pictures of strokes on paper, as files

const strokes = {
	one: 'M60 30L54 170',
	seven: 'M130 35L200 35L150 170'
}
type Digit = keyof typeof strokes

/** A PNG of 260 × 200 with these digits. */
export async function drawn(...digits: Digit[]): Promise<Uint8Array<ArrayBuffer>> {
	const paths = digits.map((digit) => `<path d="${strokes[digit]}"/>`).join('')
	const style = 'stroke="#124" stroke-width="14" stroke-linecap="round" fill="none"'
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="260" height="200"><g ${style}>${paths}</g></svg>`
	return new Uint8Array(await sharp(Buffer.from(svg)).flatten({ background: '#eee' }).png().toBuffer())
}

/** What is said of a file that comes. */
export const about = (name: string, more: Partial<Arriving> = {}): Arriving =>
	arriving.parse({ name, origin: 'file', batch: randomUUID(), ...more })
