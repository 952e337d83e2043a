import type { Random } from '../../src/main/train/random.ts'
import { character, drawing, enlarged, fieldOf, stroke } from './as-read.ts'
import type { Kind } from './not-digits.ts'

/** How digits are drawn by hand: points of each stroke in a field of 100 × 100; several ways for some. */
const hand: [digit: number, ...strokes: string[]][] = [
	[0, '55,3 30,15 20,45 25,80 48,97 72,82 80,48 72,15 52,3'],
	[1, '50,2 50,98'],
	[1, '28,28 52,4 52,97'],
	[2, '22,25 35,6 58,3 74,18 70,42 45,70 20,95 80,94'],
	[3, '24,12 48,3 72,14 70,36 45,46 74,58 76,82 50,97 22,88'],
	[4, '62,3 18,62 84,62', '64,35 62,98'],
	[4, '30,5 24,48 72,50', '70,8 68,97'],
	[5, '74,5 34,5 28,44 55,38 76,55 74,84 48,97 22,86'],
	[6, '66,4 40,25 24,60 30,90 52,97 74,82 70,58 48,52 28,68'],
	[7, '20,6 80,6 56,50 42,98'],
	[7, '20,6 80,6 44,98', '36,50 76,50'],
	[8, '70,14 45,3 28,18 40,42 70,62 74,86 48,97 24,84 34,58 66,38 70,14'],
	[9, '72,22 48,4 26,22 32,46 58,48 74,24 72,60 62,97']
]

/** Digits as they come from elsewhere, `count` of each kind at most. `images` are MNIST's, 784 bytes each. */
export async function digitsAnew(random: Random, images: Uint8Array, count: number): Promise<Kind[]> {
	const total = images.length / 784
	const image = () => {
		const from = 784 * Math.floor(random.next() * total)
		return images.subarray(from, from + 784)
	}
	const turned = () => {
		const [angle, slant, tall] = [0.12 * random.normal(), 0.12 * random.normal(), 1 + 0.1 * random.normal()]
		const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
		return enlarged(image(), 28, [cos, cos * slant - sin * tall, sin, sin * slant + cos * tall])
	}
	const kinds: [name: string, make: (at: number) => Promise<Uint8Array | null>][] = [
		['MNIST, enlarged and read anew', async () => fieldOf(await enlarged(image(), 28, [1, 0, 0, 1]))],
		['the same, turned, slanted and stretched', async () => fieldOf(await turned())],
		['drawn by hand', async (at) => fieldOf(await drawing(drawn(random, at)))],
		[
			'printed',
			async (at) =>
				fieldOf(
					await drawing(character(String(at % 10), ['DejaVu Sans', 'DejaVu Serif', 'DejaVu Sans Mono'][at % 3] ?? ''))
				)
		]
	]
	const made: Kind[] = []
	for (const [name, make] of kinds) {
		const fields: Uint8Array[] = []
		for (let at = 0; at < (name === 'printed' ? 30 : count); at++) {
			const field = await make(at)
			if (field) fields.push(field)
		}
		made.push({ name, fields })
	}
	return made
}

/** A digit in rounded strokes, each time a little different. */
function drawn(random: Random, at: number): string {
	const [, ...strokes] = hand[at % hand.length] ?? [0]
	const width = 8 + 12 * random.next()
	const [slant, wide] = [0.15 * random.normal(), 0.75 + 0.35 * random.next()]
	return strokes
		.map((points) => {
			const moved = points.split(' ').map((point) => {
				const [x = 0, y = 0] = point.split(',').map(Number)
				const across = 50 + (x - 50) * wide - slant * (y - 50)
				return [across + 2.5 * random.normal(), y + 2.5 * random.normal()] as const
			})
			return stroke(rounded(moved), width)
		})
		.join('')
}

/** Corners cut twice (Chaikin 1974). */
function rounded(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
	let smooth = [...points]
	for (let turn = 0; turn < 2 && smooth.length > 2; turn++) {
		const inner = smooth.slice(1).flatMap(([x, y], at) => {
			const [fromX, fromY] = smooth[at] ?? [x, y]
			const between = (share: number) => [fromX + share * (x - fromX), fromY + share * (y - fromY)] as const
			return [between(0.25), between(0.75)]
		})
		smooth = [smooth[0] ?? [0, 0], ...inner, smooth.at(-1) ?? [0, 0]]
	}
	return smooth
}
