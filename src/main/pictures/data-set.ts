import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { greyPng } from '../exchange/png.ts'
import type { Part } from '../exchange/zip.ts'

/** A digit whose figure is known, and where it came from. */
export interface LabelledDigit {
	picture: number
	place: number
	figure: number
	/** 784 bytes. */
	field: Uint8Array
}

const pack = promisify(gzip)
const side = 28
/** A zip counts its files with 16 bits. */
const mostFiles = 65_535

/**
 * Labelled digits as MNIST has its own (IDX, gzipped; LeCun, Cortes, Burges), in this order, and as a PNG each in a
 * folder for each figure, where a zip can hold so many files.
 */
export function* dataSetParts(digits: readonly LabelledDigit[]): Generator<Part> {
	yield { path: 'train-images-idx3-ubyte.gz', pack: false, read: async () => pack(await imagesOf(digits)) }
	yield { path: 'train-labels-idx1-ubyte.gz', pack: false, read: () => pack(labelsOf(digits)) }
	if (digits.length + 2 > mostFiles) return
	for (const digit of digits) {
		const path = `${digit.figure}/picture-${digit.picture}-${digit.place + 1}.png`
		yield { path, pack: false, read: () => greyPng(digit.field, side, side) }
	}
}

async function imagesOf(digits: readonly LabelledDigit[]) {
	const bytes = idx([0x803, digits.length, side, side], digits.length * side * side)
	for (const [place, digit] of digits.entries()) {
		bytes.set(digit.field, 16 + place * side * side)
		if (place % 100 === 99) await nextTurn()
	}
	return bytes
}

function labelsOf(digits: readonly LabelledDigit[]) {
	const bytes = idx([0x801, digits.length], digits.length)
	for (const [place, { figure }] of digits.entries()) bytes[8 + place] = figure
	return bytes
}

/** Room for so many bytes behind a header of big-endian numbers. */
function idx(header: readonly number[], size: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(header.length * 4 + size)
	const view = new DataView(bytes.buffer)
	for (const [word, value] of header.entries()) view.setUint32(word * 4, value)
	return bytes
}
