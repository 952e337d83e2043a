import sharp, { type Sharp } from 'sharp'

export type Rgb = readonly [number, number, number]
/** From 0 to 1 at a place of the picture, x and y from 0 to 1. */
export type Shade = (x: number, y: number) => number

/** How a picture of a digit is taken; everything but the digit may be left out. */
export interface Photo {
	/** Pixels a side. */
	side: number
	/** How much of the side MNIST's 28 pixels take, and where their middle is, as shares of the side. */
	share: number
	middle: readonly [number, number]
	/** Degrees, clockwise. */
	turn: number
	/** How much smaller the top is than the bottom, as a share: a sheet that is seen from below. */
	tilt: number
	/** Pixels of MNIST's by which strokes are wider; below 0, thinner. */
	wider: number
	/** Edges as a pen makes them, instead of the soft ones of 28 pixels blown up. */
	crisp: boolean
	ink: Rgb
	paper: Rgb
	/** How far the paper's grain and the sensor's noise go, standard deviations in bytes. */
	grain: number
	noise: number
	light: Shade
	/** What else is drawn on the paper, in its own colour. */
	print: { at: Shade; colour: Rgb } | null
	/** Standard deviation in pixels. */
	blur: number
	as: 'png' | 'jpeg' | 'jpeg 40' | 'webp' | 'transparent'
}

export const plain: Photo = {
	side: 400,
	share: 0.7,
	middle: [0.5, 0.5],
	turn: 0,
	tilt: 0,
	wider: 0,
	crisp: false,
	ink: [0, 0, 0],
	paper: [255, 255, 255],
	grain: 0,
	noise: 0,
	light: () => 1,
	print: null,
	blur: 0,
	as: 'png'
}

/** A uniform random number from 0 to 1. */
export type Random = () => number

/** Mulberry32 (Ettinger 2017): small, and the same on every machine. */
export function randomFrom(seed: number): Random {
	let state = seed | 0
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}

/** MNIST's 28 pixels are blown up this many times before they are put on paper. */
const finer = 8

/** A digit as a file: MNIST's 784 bytes as ink on paper, photographed. */
export async function photograph(
	digit: Uint8Array,
	wanted: Partial<Photo>,
	random: Random
): Promise<Uint8Array<ArrayBuffer>> {
	const photo = { ...plain, ...wanted }
	const { side, ink, paper, light, print } = photo
	const cover = await coverOf(digit, photo)
	const channels = photo.as === 'transparent' ? 4 : 3
	const bytes = new Uint8Array(side * side * channels)
	const gauss = () => (random() + random() + random() + random() - 2) * Math.sqrt(3)
	for (let y = 0; y < side; y++)
		for (let x = 0; x < side; x++) {
			const [across, down] = [x / side, y / side]
			const own = cover(x, y)
			const printed = print ? print.at(across, down) : 0
			const lit = light(across, down)
			const rough = photo.grain > 0 ? photo.grain * gauss() : 0
			const noisy = photo.noise > 0 ? photo.noise * gauss() : 0
			const to = (y * side + x) * channels
			for (let channel = 0; channel < 3; channel++) {
				const ground = (paper[channel] ?? 0) + rough
				const under = ground + printed * ((print?.colour[channel] ?? 0) - ground)
				const seen = channels === 4 ? (ink[channel] ?? 0) : (under + own * ((ink[channel] ?? 0) - under)) * lit + noisy
				bytes[to + channel] = Math.min(255, Math.max(0, Math.round(seen)))
			}
			if (channels === 4) bytes[to + 3] = Math.round(255 * own)
		}
	let image = sharp(bytes, { raw: { width: side, height: side, channels } })
	if (photo.blur > 0) image = image.blur(photo.blur)
	return Uint8Array.from(await written(image, photo.as).toBuffer())
}

function written(image: Sharp, as: Photo['as']): Sharp {
	switch (as) {
		case 'jpeg':
			return image.jpeg({ quality: 85 })
		case 'jpeg 40':
			return image.jpeg({ quality: 40 })
		case 'webp':
			return image.webp({ quality: 75, effort: 0 })
		default:
			return image.png({ compressionLevel: 1 })
	}
}

/** How much ink lies on each pixel of the photo. */
async function coverOf(digit: Uint8Array, { side, share, middle, turn, tilt, wider, crisp }: Photo) {
	const fine = 28 * finer
	const large = sharp(digit, { raw: { width: 28, height: 28, channels: 1 } }).resize(fine, fine, { kernel: 'cubic' })
	const { data } = await large.raw().toBuffer({ resolveWithObject: true })
	const step = data.length / fine ** 2
	const single = Uint8Array.from({ length: fine ** 2 }, (_, place) => data[place * step] ?? 0)
	const ink = wider === 0 ? single : stretched(single, fine, Math.round(Math.abs(wider) * 0.5 * finer), wider > 0)
	const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
	return (x: number, y: number): number => {
		const down = (y + 0.5) / side - middle[1]
		const across = ((x + 0.5) / side - middle[0]) / (1 + tilt * down * 2)
		const column = ((across * cos + down * sin) / share + 0.5) * fine - 0.5
		const row = ((down * cos - across * sin) / share + 0.5) * fine - 0.5
		if (column < 0 || row < 0 || column >= fine - 1 || row >= fine - 1) return 0
		const [left, top] = [Math.floor(column), Math.floor(row)]
		const at = top * fine + left
		const [right, low] = [column - left, row - top]
		const above = (ink[at] ?? 0) * (1 - right) + (ink[at + 1] ?? 0) * right
		const below = (ink[at + fine] ?? 0) * (1 - right) + (ink[at + fine + 1] ?? 0) * right
		const value = (above * (1 - low) + below * low) / 255
		return crisp ? Math.min(1, Math.max(0, (value - 0.5) * 6 + 0.5)) : value
	}
}

/** The largest (or smallest) value within a disc. */
function stretched(values: Uint8Array, side: number, radius: number, largest: boolean): Uint8Array {
	const pick = largest ? Math.max : Math.min
	const result = values.slice()
	for (let dy = -radius; dy <= radius; dy++)
		for (let dx = -radius; dx <= radius; dx++) {
			if (dx * dx + dy * dy > radius * radius) continue
			for (let y = Math.max(0, -dy); y < side && y + dy < side; y++)
				for (let x = Math.max(0, -dx); x < side && x + dx < side; x++) {
					const at = y * side + x
					result[at] = pick(result[at] ?? 0, values[at + dy * side + dx] ?? 0)
				}
		}
	return result
}
