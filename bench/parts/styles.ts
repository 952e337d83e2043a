import type { Photo, Random, Rgb, Shade } from './photo.ts'

export interface Style {
	name: string
	/** The issue's own line: at most a point below the untouched images. */
	promised: boolean
	/** One picture's own throw of it. */
	photo(random: Random): Partial<Photo>
}

const between = (random: Random, low: number, high: number) => low + (high - low) * random()

const inks: readonly Rgb[] = [
	[20, 40, 120],
	[160, 20, 30],
	[10, 110, 50],
	[60, 60, 60],
	[230, 120, 20],
	[120, 30, 140]
]
const papers: readonly Rgb[] = [
	[250, 244, 226],
	[214, 232, 246],
	[246, 214, 220],
	[226, 240, 214],
	[205, 205, 200],
	[252, 236, 130]
]
const one = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)] as Item

/** An edge of shadow that crosses the middle, soft over a tenth of the picture. */
function shadow(random: Random): Shade {
	const angle = between(random, 0, 2 * Math.PI)
	const [cos, sin, off] = [Math.cos(angle), Math.sin(angle), between(random, -0.2, 0.2)]
	const dark = between(random, 0.45, 0.7)
	return (x, y) => {
		const side = ((x - 0.5) * cos + (y - 0.5) * sin - off) / 0.1
		return dark + (1 - dark) * Math.min(1, Math.max(0, side + 0.5))
	}
}

const vignette: Shade = (x, y) => 1 - 1.3 * ((x - 0.5) ** 2 + (y - 0.5) ** 2)

/** Thin lines a share of the side apart. */
const ruled =
	(apart: number, off: number, alsoDown: boolean, slant = 0): Shade =>
	(x, y) => {
		const near = (place: number) => Math.abs((((place - off) % apart) + apart) % apart) < 0.006
		return near(y + slant * x) || (alsoDown && near(x - slant * y)) ? 1 : 0
	}

/** A dark table beyond two edges of the sheet. */
function table(random: Random): Shade {
	const [left, top] = [between(random, 0.04, 0.12), between(random, 0.04, 0.12)]
	const slant = between(random, -0.05, 0.05)
	return (x, y) => (x + slant * y < left || y - slant * x < top ? 1 : 0)
}

/** A stroke of the same pen through the digit. */
function strike(random: Random): Shade {
	const slope = between(random, -0.5, 0.5)
	return (x, y) => (Math.abs(y - 0.5 - slope * (x - 0.5)) < 0.014 && x > 0.15 && x < 0.85 ? 1 : 0)
}

const promised = (name: string, photo: Style['photo']): Style => ({ name, promised: true, photo })
const further = (name: string, photo: Style['photo']): Style => ({ name, promised: false, photo })

export const styles: readonly Style[] = [
	promised('blown up to 400 pixels', () => ({})),
	promised('anywhere', (random) => ({
		share: 0.5,
		middle: [between(random, 0.27, 0.73), between(random, 0.27, 0.73)]
	})),
	promised('of any size', (random) => ({ share: between(random, 0.25, 1.1) })),
	promised('any ink on any paper', (random) => ({ ink: one(inks, random), paper: one(papers, random) })),
	promised('JPEG of quality 40', () => ({ as: 'jpeg 40' })),
	promised('noise (σ = 25 of 255)', () => ({ noise: 25 })),
	further('white on black', () => ({ ink: [255, 255, 255], paper: [0, 0, 0] })),
	further('chalk on a board, JPEG', () => ({ ink: [225, 225, 215], paper: [45, 80, 60], grain: 9, as: 'jpeg' })),
	further('transparent, black', () => ({ as: 'transparent' })),
	further('transparent, white', () => ({ as: 'transparent', ink: [255, 255, 255] })),
	further('strokes 1 pixel wider', () => ({ wider: 1 })),
	further('strokes 1 pixel thinner', () => ({ wider: -1 })),
	further('turned by up to 10°', (random) => ({ turn: between(random, -10, 10) })),
	further('edges as of a pen', () => ({ crisp: true })),
	further('rough paper', (random) => ({ paper: one(papers, random), grain: 14 })),
	further('a shadow across', (random) => ({ light: shadow(random), as: 'jpeg' })),
	further('dark corners', () => ({ light: vignette, as: 'jpeg' })),
	further('out of focus (σ = 5)', () => ({ blur: 5 })),
	further('low contrast (a tenth)', () => ({ ink: [175, 175, 175], paper: [200, 200, 200] })),
	further('low contrast and noise (σ = 6)', () => ({ ink: [165, 165, 165], paper: [200, 200, 200], noise: 6 })),
	further('seen at an angle', (random) => ({ tilt: between(random, -0.35, 0.35) })),
	further('ruled paper', (random) => ({
		crisp: true,
		ink: [30, 50, 130],
		print: { at: ruled(0.2, between(random, 0, 0.2), false), colour: [150, 180, 220] },
		as: 'jpeg'
	})),
	further('ruled in the colour of the ink', (random) => ({
		crisp: true,
		print: { at: ruled(0.3, between(random, 0, 0.3), false), colour: [0, 0, 0] }
	})),
	further('squared paper, askew', (random) => ({
		crisp: true,
		ink: [30, 50, 130],
		print: { at: ruled(0.1, between(random, 0, 0.1), true, between(random, -0.03, 0.03)), colour: [170, 190, 220] },
		as: 'jpeg'
	})),
	further('a dark table beside the sheet', (random) => ({
		share: 0.6,
		middle: [0.56, 0.56],
		print: { at: table(random), colour: [50, 40, 35] },
		as: 'jpeg'
	})),
	further('struck through', (random) => ({ print: { at: strike(random), colour: [0, 0, 0] } })),
	further('pencil, tiny, in a large picture', (random) => ({
		side: 1000,
		share: 0.08,
		middle: [between(random, 0.2, 0.8), between(random, 0.2, 0.8)],
		ink: [90, 90, 95],
		paper: [235, 232, 226],
		grain: 5,
		as: 'jpeg'
	})),
	further('all at once', (random) => ({
		share: between(random, 0.4, 0.7),
		middle: [between(random, 0.4, 0.6), between(random, 0.4, 0.6)],
		turn: between(random, -7, 7),
		crisp: true,
		ink: one(inks, random),
		paper: one(papers, random),
		grain: 6,
		noise: 6,
		light: shadow(random),
		blur: 1,
		as: 'jpeg'
	}))
]
