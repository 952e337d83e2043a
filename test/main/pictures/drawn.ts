import { randomUUID } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { arriving, type Arriving } from '../../../src/shared/pictures.ts'

// pictures of strokes on paper, as files

const strokes = {
	one: 'M60 30L54 170',
	seven: 'M130 35L200 35L150 170'
}
type Digit = keyof typeof strokes

/** Paper of 260 × 200 with these digits on it. */
export function paper(...digits: Digit[]) {
	const paths = digits.map((digit) => `<path d="${strokes[digit]}"/>`).join('')
	const style = 'stroke="#124" stroke-width="14" stroke-linecap="round" fill="none"'
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="260" height="200"><g ${style}>${paths}</g></svg>`
	return sharp(Buffer.from(svg)).flatten({ background: '#eee' })
}

/** The same as a PNG file. */
export const drawn = async (...digits: Digit[]): Promise<Uint8Array<ArrayBuffer>> =>
	new Uint8Array(
		await paper(...digits)
			.png()
			.toBuffer()
	)

/** A PNG whose head claims so many pixels a side, with hardly any in it. */
export function bomb(side: number): Buffer {
	const chunk = (kind: string, content: Buffer) => {
		const named = Buffer.concat([Buffer.from(kind), content])
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
		length.writeUInt32BE(content.length)
		sum.writeUInt32BE(crc32(named))
		return Buffer.concat([length, named, sum])
	}
	const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
	head.writeUInt32BE(side, 0)
	head.writeUInt32BE(side, 4)
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
	const ends = [chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))]
	return Buffer.concat([signature, chunk('IHDR', head), ...ends])
}

/** What is said of a file that comes. */
export const about = (name: string, more: Partial<Arriving> = {}): Arriving =>
	arriving.parse({ name, origin: 'file', batch: randomUUID(), ...more })
