import sharp from 'sharp'
import { expect, test } from 'vitest'
import { seePicture } from '../../../src/main/vision/read-picture.ts'
import { drawnSettings } from '../../../src/shared/vision.ts'

/** A drawing as the pad sends it: black strokes on 280 × 280 of white. */
const drawing = async (strokes: string, brush: number) => {
	const style = `stroke="#000" stroke-width="${brush}" stroke-linecap="round" stroke-linejoin="round" fill="none"`
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="280" height="280"><g ${style}>${strokes}</g></svg>`
	const png = sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png()
	return Uint8Array.from(await png.toBuffer())
}
const read = async (strokes: string, brush: number) =>
	(await seePicture(await drawing(strokes, brush), 'Drawing', drawnSettings)).reading

test('an eight of two ovals is one digit of dark ink, however thick the brush and however close to the sides', async () => {
	const ovals = '<ellipse cx="140" cy="75" rx="85" ry="60"/><ellipse cx="140" cy="205" rx="100" ry="60"/>'
	for (const brush of [6, 18, 40]) {
		const { ink, digits } = await read(ovals, brush)
		expect({ brush, ink, digits: digits.length }).toEqual({ brush, ink: 'dark', digits: 1 })
		const [box] = digits.map((digit) => digit.box)
		expect(box?.right).toBeGreaterThan(240)
		expect(box?.top).toBeLessThan(15)
	}
})

test('a scribble is found, also where it covers more than half of the pad', async () => {
	for (const lines of [4, 6, 8, 10]) {
		const turns = Array.from({ length: lines }, (_, at) => `L${at % 2 ? 30 : 250} ${30 + ((at + 1) * 220) / lines}`)
		const { ink, digits } = await read(`<path d="M30 30${turns.join('')}"/>`, 40)
		expect({ lines, ink, digits: digits.length }).toEqual({ lines, ink: 'dark', digits: 1 })
	}
})

test('a thin stroke from side to side is a stroke: the pad has no printed lines', async () => {
	const { lines, digits } = await read('<path d="M0 60H280L120 270"/>', 3)
	expect(lines).toBe(0)
	expect(digits[0]?.box).toMatchObject({ left: 0, right: 280 })
})
