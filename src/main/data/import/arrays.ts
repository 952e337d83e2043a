import type { Part } from '../../../shared/bytes.ts'
import { largest } from '../../../shared/dataset.ts'
import { count } from '../../../shared/format.ts'
import { mostBytes, mostImages } from '../../../shared/importing.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { readerOf, rowsOf, sizeOf, type NumberArray } from './array.ts'
import { partOf, type Sink } from './sink.ts'
import { bad } from './source.ts'

/** Images with the labels that belong to them. */
interface Pair {
	part: Part
	images: NumberArray
	labels: NumberArray
}

/** Puts the images of arrays into a data set: IDX and npy files alike. Throws LabProblems that name file and place. */
export async function readArrays(arrays: readonly NumberArray[], sink: Sink): Promise<void> {
	const pairs = pairsOf(arrays, sink)
	const all = pairs.reduce((sum, { images }) => sum + images.bytes, 0)
	let done = 0
	for (const pair of pairs) {
		await readPair(pair, sink, (bytes) => sink.progress((done += bytes) / all, `reading ${pair.images.name}`))
	}
}

function pairsOf(arrays: readonly NumberArray[], sink: Sink): Pair[] {
	const wanted = arrays.filter(({ name, words }) => {
		if (!/(^|[^a-z])(val|valid|validation)([^a-z]|$)/i.test(words)) return true
		sink.skip(name, 'it holds validation images: a recipe takes its own share of the training images')
		return false
	})
	const images = wanted.filter(isImages)
	const labels = wanted.filter((array) => !isImages(array))
	if (images.length === 0) throw missing(arrays, 'no images')
	if (labels.length === 0) throw missing(arrays, 'no labels')
	const pairs = images.flatMap((one): Pair[] => {
		const part = partOf(one.words)
		const own = labels.filter(({ words }) => partOf(words) === part)
		const [found] = images.length === 1 && labels.length === 1 ? labels : own
		if (found && own.length <= 1) return [{ part, images: one, labels: found }]
		sink.skip(one.name, found ? 'more than one file of labels could belong to it' : 'there are no labels for it')
		return []
	})
	if (pairs.length === 0) throw missing(arrays, 'no images with labels that belong to them')
	if (new Set(pairs.map(({ part }) => part)).size < pairs.length)
		throw new LabProblem(
			'BAD_DATA',
			`${images.map(({ name }) => name).join(' and ')} are images of one part: bring one file for training and one for the test, with "train" and "test" (or "t10k") in their names.`
		)
	// test images alone are all there is to learn from
	return pairs.length === 1 ? pairs.map((pair) => ({ ...pair, part: 'training' })) : pairs
}

/** Labels have a number each (QMNIST eight of them, the first of which is the label); images have pixels. */
const isImages = ({ shape, words }: NumberArray) =>
	shape.length >= 3 || (shape.length === 2 && (shape[1] ?? 0) > 8 && !/lab|^y/i.test(words))

const missing = (arrays: readonly NumberArray[], what: string) =>
	new LabProblem(
		'BAD_DATA',
		`There are ${what} in ${arrays.map(({ name }) => name).join(', ')}. Bring images and labels together: train-images-idx3-ubyte and train-labels-idx1-ubyte, say, or an npz file with x_train and y_train.`
	)

async function readPair({ part, images, labels }: Pair, sink: Sink, read: (bytes: number) => void): Promise<void> {
	const [height, width] = sidesOf(images)
	const size = height * width
	const known = await labelsOf(labels)
	const [many = 0] = images.shape
	if (known.length !== many)
		throw bad(
			labels.name,
			`has ${count(known.length)} labels, but ${images.name} has ${count(many)} images`,
			'Bring files that belong together.'
		)
	const factor = await factorOf(images)
	const number = readerOf(images)
	const pixels = new Uint8Array(size)
	let image = 0
	for await (const row of rowsOf(images, read)) {
		if (images.kind === 'u1') pixels.set(new Uint8Array(row.buffer))
		else
			for (let pixel = 0; pixel < size; pixel++) {
				const value = number(row, pixel) * factor
				// NaN is neither
				if (!(value >= 0 && value <= 255))
					throw bad(
						images.name,
						`has ${value} in image ${image}, pixel ${pixel}, where a number from 0 to 255 should stand`,
						'Mend that value and bring it again.'
					)
				pixels[pixel] = Math.round(value)
			}
		sink.image(part, known[image] ?? 0, pixels, height, width, `${images.name}, image ${image},`)
		image++
	}
}

/** Height and width: of (n, h, w), (n, h, w, 1), (n, 1, h, w), or rows of a square number of pixels. */
function sidesOf({ name, shape }: NumberArray): [number, number] {
	const [many = 0, ...inner] = shape
	if (inner.length > 3)
		throw bad(
			name,
			`is an array of ${shape.join(' × ')}`,
			'Bring it as (images, height, width), or with 1 as a fourth side: one number a pixel.'
		)
	const sides = inner.length === 3 ? inner.filter((_, at) => at !== (inner[0] === 1 ? 0 : 2)) : inner
	if (inner.length === 3 && inner[0] !== 1 && inner[2] !== 1)
		throw bad(name, `holds pictures of ${inner.join(' × ')} in colour`, 'Make them grey first: one number a pixel.')
	const side = Math.round(Math.sqrt(inner[0] ?? 0))
	const [height = 0, width = 0] = sides.length === 1 ? [side, side] : sides
	if (sides.length === 1 && side * side !== inner[0])
		throw bad(name, `has ${inner[0]} pixels an image, which is no square`, 'Bring it as (images, height, width).')
	if (height < 1 || width < 1 || height > largest.side || width > largest.side)
		throw bad(
			name,
			`claims images of ${height} × ${width} pixels; from 1 to ${largest.side} a side can be learned from`,
			'Fetch it again, or make the images smaller.'
		)
	if (many < 1 || many > mostImages || many * height * width > mostBytes)
		throw bad(
			name,
			`claims ${count(many)} images of ${height} × ${width}; from 1 to ${count(mostImages)} with at most ${mostBytes / 1e9} GB of pixels can be imported`,
			'Fetch it again, or bring a part of it.'
		)
	return [height, width]
}

async function labelsOf(labels: NumberArray): Promise<Uint8Array> {
	const [many = 0, ...inner] = labels.shape
	if (many < 1 || many > mostImages || sizeOf(inner) < 1 || sizeOf(inner) > 8)
		throw bad(labels.name, `claims labels of ${labels.shape.join(' × ')}`, 'Bring a file with one label an image.')
	const number = readerOf(labels)
	const found = new Uint8Array(many)
	let place = 0
	for await (const row of rowsOf(labels, () => undefined)) {
		const label = number(row, 0)
		if (!Number.isInteger(label) || label < 0 || label >= largest.classes)
			throw bad(
				labels.name,
				`has the label ${label} at place ${place}; labels are whole numbers from 0 to ${largest.classes - 1}`,
				'Number the classes from 0 and bring it again.'
			)
		found[place++] = label
	}
	return found
}

/** What real numbers are multiplied by: those that end at 1 become bytes. */
async function factorOf(images: NumberArray): Promise<number> {
	if (images.kind !== 'f4' && images.kind !== 'f8') return 1
	const number = readerOf(images)
	const size = sizeOf(images.shape.slice(1))
	let most = 0
	for await (const row of rowsOf(images, () => undefined))
		for (let pixel = 0; pixel < size; pixel++) most = Math.max(most, number(row, pixel))
	return most <= 1 ? 255 : 1
}
