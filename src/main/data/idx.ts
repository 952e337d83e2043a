import { LabProblem } from '../../shared/problems.ts'

/** Images as bytes, 0 is background: `pixels` is count × height × width. */
export interface Images {
	count: number
	height: number
	width: number
	pixels: Uint8Array
}

const imageMagic = 0x803
const labelMagic = 0x801

/** Reads an IDX file of images (magic 2051: count, height, width, then bytes). `file` names it in a problem. */
export function parseImages(bytes: Uint8Array, file: string): Images {
	return { ...parseImageHeader(bytes, bytes.length, file), pixels: bytes.subarray(imageHeader) }
}

/** How many bytes stand before the first image. */
export const imageHeader = 16

/** What the beginning of an IDX file of `length` bytes says of its images. Throws as `parseImages` does. */
export function parseImageHeader(bytes: Uint8Array, length: number, file: string): Omit<Images, 'pixels'> {
	const header = readHeader(bytes, file, imageMagic, 4)
	const [, count = 0, height = 0, width = 0] = header
	if (height < 1 || width < 1 || height > 1024 || width > 1024)
		throw bad(file, `claims images of ${height} × ${width} pixels; from 1 to 1,024 a side can be read`)
	expectLength(length, file, imageHeader + count * height * width, `${count} images of ${height} × ${width}`)
	return { count, height, width }
}

/** Reads an IDX file of labels (magic 2049: count, then bytes from 0 to `classes` − 1). */
export function parseLabels(bytes: Uint8Array, file: string, classes: number): Uint8Array {
	const [, count = 0] = readHeader(bytes, file, labelMagic, 2)
	expectLength(bytes.length, file, 8 + count, `${count} labels`)
	const labels = bytes.subarray(8)
	const wrong = labels.findIndex((label) => label >= classes)
	if (wrong >= 0)
		throw bad(file, `has the label ${labels[wrong]} at place ${wrong}; labels go from 0 to ${classes - 1}`)
	return labels
}

/** Refuses images and labels that do not belong together. */
export function checkPair(images: { count: number }, labels: Uint8Array, imageFile: string, labelFile: string): void {
	if (images.count !== labels.length)
		throw bad(labelFile, `has ${labels.length} labels, but ${imageFile} has ${images.count} images`)
}

function readHeader(bytes: Uint8Array, file: string, magic: number, words: number): number[] {
	if (bytes.length < words * 4) throw bad(file, `is ${bytes.length} bytes long, too short for an IDX header`)
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
	const header = Array.from({ length: words }, (_, word) => view.getUint32(word * 4))
	if (header[0] !== magic)
		throw bad(file, `starts with the number ${header[0]} where ${magic} should stand, so it is another kind of file`)
	return header
}

function expectLength(length: number, file: string, expected: number, what: string) {
	if (length < expected) throw bad(file, `is cut off: ${what} need ${expected} bytes, but it has ${length}`)
	if (length > expected) throw bad(file, `is too long: ${what} need ${expected} bytes, but it has ${length}`)
}

const bad = (file: string, what: string) => new LabProblem('BAD_DATA', `${file} ${what}. Fetch the data set again.`)
