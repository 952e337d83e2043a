import type { Random } from '../../src/main/train/random.ts'
import { character, drawing, enlarged, fieldOf, stroke } from './as-read.ts'

/** Pictures of one kind as a network would get them. */
export interface Kind {
	name: string
	fields: Uint8Array[]
}

const fonts = ['DejaVu Sans', 'DejaVu Serif', 'DejaVu Sans Mono', 'DejaVu Sans:bold']
/** Left out because somebody writes a digit like it: O o D Q U u (0), I i J j l L (1, 7), Z z (2), S s (5), b G (6), T (7), B (8), a g q P p (9), y Y H h (4). */
const letters = Array.from('ACEFKMNRVWXcdefkmnrtvwx')
/** Left out: strokes and dots ( ) | / \ ! ' . , : ; ` and the question mark. */
const signs = Array.from('+=%&@#$*<>[]{}~^"−×÷§€£µπΩβ∑√∞')
const symbols = Array.from('←→↔↕⇒☺☹♥♦♣★☀☂✓✗⌂♫▲■●☎✂✈⚑☕')

/** Everything that is no digit, by kind, `count` of each at most. `images` are digits to be halved and joined, 784 bytes each. */
export async function notDigits(random: Random, images: Uint8Array, fashion: Uint8Array | null, count: number) {
	const pick = <T>(from: readonly T[]) => from[Math.floor(random.next() * from.length)] as T
	const image = () => {
		const from = 784 * Math.floor(random.next() * (images.length / 784))
		return images.subarray(from, from + 784)
	}
	const text = (from: readonly string[]) => () =>
		drawing(character(pick(from), pick(fonts), random.normal() * 4)).then((file) => fieldOf(file))

	const kinds: [name: string, make: (at: number) => Promise<Uint8Array | null> | Uint8Array][] = [
		['letters', text(letters)],
		['signs', text(signs)],
		['symbols', text(symbols)],
		['scribbles', async () => fieldOf(await drawing(scribble(random)))],
		['outlines of shapes', async () => fieldOf(await drawing(outline(random)))],
		['filled shapes', async () => fieldOf(await drawing(filled(random)))],
		['half a digit', async () => fieldOf(await enlarged(half(image(), pick([0, 1, 2, 3])), 28, upright), false)],
		['two digits that touch', async () => fieldOf(await enlarged(joined(image(), image()), 44, upright), false)],
		['stripes and checks', () => pattern(random)],
		['noise', () => noise(random)]
	]
	if (fashion) {
		const step = Math.floor(fashion.length / 784 / count)
		kinds.unshift([
			'clothes (Fashion-MNIST)',
			async (at) => fieldOf(await enlarged(fashion.subarray(784 * at * step, 784 * (at * step + 1)), 28, upright))
		])
	}
	const made: Kind[] = []
	for (const [name, make] of kinds) {
		const fields: Uint8Array[] = []
		for (let at = 0; at < count; at++) {
			const field = await make(at)
			if (field) fields.push(field)
		}
		made.push({ name, fields })
	}
	return made
}

const upright = [1, 0, 0, 1] as const

function scribble(random: Random): string {
	const anywhere = (): [number, number] => [100 * random.next(), 100 * random.next()]
	const points = Array.from({ length: 8 + Math.floor(random.next() * 25) }, anywhere)
	return stroke(points, 8 + 8 * random.next())
}

function outline(random: Random): string {
	const corners = 3 + Math.floor(random.next() * 4)
	const turn = random.next() * 6.28
	const points = Array.from({ length: corners + 1 }, (_, at) => {
		const angle = turn + (at * 2 * Math.PI) / corners
		return [50 + 48 * Math.cos(angle), 50 + 48 * Math.sin(angle)] as [number, number]
	})
	// with one line across: a ring of six corners alone is a 0
	return stroke([...points, points[Math.floor(corners / 2)] ?? [50, 50]], 8 + 8 * random.next())
}

function filled(random: Random): string {
	const corners = 3 + Math.floor(random.next() * 6)
	const points = Array.from({ length: corners }, (_, at) => {
		const angle = (at * 2 * Math.PI) / corners + random.next()
		const reach = 50 + 60 * random.next()
		return `${(140 + reach * Math.cos(angle)).toFixed(1)},${(140 + reach * Math.sin(angle)).toFixed(1)}`
	})
	return `<polygon points="${points.join(' ')}" fill="#222"/>`
}

/** The left, right, upper or lower half alone. */
const half = (image: Uint8Array, which: number) =>
	image.map((byte, at) => {
		const place = which < 2 ? at % 28 : Math.floor(at / 28)
		return place < 14 === (which % 2 === 0) ? byte : 0
	})

/** One digit into the edge of the other, in a picture of 44 × 28. */
function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
	const both = new Uint8Array(44 * 28)
	for (let at = 0; at < 784; at++) {
		const left = 44 * Math.floor(at / 28) + (at % 28)
		both[left] = Math.max(both[left] ?? 0, one[at] ?? 0)
		both[left + 16] = Math.max(both[left + 16] ?? 0, other[at] ?? 0)
	}
	return both
}

function pattern(random: Random): Uint8Array {
	const [across, down] = [0.2 + random.next(), random.next()]
	const checks = random.next() < 0.3
	return Uint8Array.from({ length: 784 }, (_, at) => {
		const [x, y] = [at % 28, Math.floor(at / 28)]
		const wave = checks ? Math.sin(x * across) * Math.sin(y * across) : Math.sin(x * across + y * down)
		return wave > 0 ? 255 : 0
	})
}

const noise = (random: Random) => {
	const share = 0.1 + 0.5 * random.next()
	return Uint8Array.from({ length: 784 }, () => (random.next() < share ? 255 * random.next() : 0))
}
