import { createHash } from 'node:crypto'
import { closeSync, createReadStream, openSync, readSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Part } from '../../../shared/bytes.ts'
import { largest } from '../../../shared/dataset.ts'
import { count } from '../../../shared/format.ts'
import { mostBytes, mostImages } from '../../../shared/importing.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { setFiles } from '../places.ts'

/** Bytes that are gathered before the disk is asked. */
const portion = 2 ** 21
/** So many bytes stay free on the disk. */
const reserve = 200 * 2 ** 20

/** Writes one part of a data set as MNIST's two files: images as they come, the labels and how many there are at the end. */
export class PartWriter {
	readonly part: Part
	readonly labels: number[] = []
	#folder: string
	#file: number
	#size: readonly [number, number] | null = null
	#gathered = new Uint8Array(portion)
	#held = 0
	/** Where the next image goes in the file. */
	#end = 16

	constructor(folder: string, part: Part) {
		this.#folder = folder
		this.part = part
		this.#file = openSync(join(folder, setFiles[part][0]), 'w+')
		writeSync(this.#file, new Uint8Array(16))
	}

	get size(): readonly [number, number] | null {
		return this.#size
	}

	/** Adds an image, a byte a pixel. Throws a LabProblem when its size is another one, or when there is no room for more. */
	add(label: number, pixels: Uint8Array, height: number, width: number, where: string): void {
		this.#size ??= checkSize(height, width, where)
		const [high, wide] = this.#size
		if (height !== high || width !== wide)
			throw new LabProblem(
				'BAD_DATA',
				`${where} has ${height} × ${width} pixels, but the images before it have ${high} × ${wide}. Bring images of one size, or say which size they are to be fitted into.`
			)
		if (this.labels.length >= mostImages || (this.labels.length + 1) * pixels.length > mostBytes)
			throw new LabProblem(
				'BAD_DATA',
				`${where} is one too many: a part of a data set holds at most ${count(mostImages)} images and ${count(mostBytes / 1e9)} GB of pixels. Bring fewer or smaller images.`
			)
		if (pixels.length > portion - this.#held) this.#flush()
		this.labels.push(label)
		this.#gathered.set(pixels, this.#held)
		this.#held += pixels.length
	}

	/** Writes what is missing: header and labels, each label replaced by its place among the classes. */
	finish(placeOf: (label: number) => number): void {
		this.#flush()
		const [height, width] = this.#size ?? [0, 0]
		writeSync(
			this.#file,
			Buffer.from(Uint32Array.of(0x803, this.labels.length, height, width).buffer).swap32(),
			0,
			16,
			0
		)
		closeSync(this.#file)
		const bytes = new Uint8Array(8 + this.labels.length)
		new DataView(bytes.buffer).setUint32(0, 0x801)
		new DataView(bytes.buffer).setUint32(4, this.labels.length)
		for (const [at, label] of this.labels.entries()) bytes[8 + at] = placeOf(label)
		writeFileSync(join(this.#folder, setFiles[this.part][1]), bytes)
	}

	/** Exchanges rows and columns of every image. */
	transpose(): void {
		this.#flush()
		const [height, width] = this.#size ?? [0, 0]
		const size = height * width
		const many = Math.max(1, Math.floor(portion / size))
		const [before, after] = [new Uint8Array(many * size), new Uint8Array(many * size)]
		for (let image = 0; image < this.labels.length; image += many) {
			const bytes = Math.min(many, this.labels.length - image) * size
			readSync(this.#file, before, 0, bytes, 16 + image * size)
			for (let pixel = 0; pixel < bytes; pixel++) {
				const within = pixel % size
				after[pixel - within + (within % width) * height + Math.floor(within / width)] = before[pixel] ?? 0
			}
			writeSync(this.#file, after, 0, bytes, 16 + image * size)
		}
		this.#size = [width, height]
	}

	#flush(): void {
		if (this.#held === 0) return
		const { bavail, bsize } = statfsSync(dirname(this.#folder))
		if (bavail * bsize < reserve + this.#held)
			throw new LabProblem(
				'HOME_UNUSABLE',
				`The disk with ${dirname(this.#folder)} is nearly full. Make room there and import the data set again.`
			)
		writeSync(this.#file, this.#gathered, 0, this.#held, this.#end)
		this.#end += this.#held
		this.#held = 0
	}
}

function checkSize(height: number, width: number, where: string): readonly [number, number] {
	if (height >= 1 && width >= 1 && height <= largest.side && width <= largest.side) return [height, width]
	throw new LabProblem(
		'BAD_DATA',
		`${where} has ${height} × ${width} pixels; from 1 to ${largest.side} a side can be learned from. Say which size the images are to be fitted into.`
	)
}

/** sha256 of a file, in hex. */
export async function sumOf(place: string): Promise<string> {
	const hash = createHash('sha256')
	for await (const piece of createReadStream(place, { highWaterMark: 2 ** 20 })) hash.update(piece as Uint8Array)
	return hash.digest('hex')
}
