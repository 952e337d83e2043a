import { after, first, widths, type Kind, type NumberArray } from './array.ts'
import { bad, baseOf, bytesOf, type SourceFile } from './source.ts'
import { zipEntries } from './zip-file.ts'

/** A header of a few lines; numpy itself pads it to 64 bytes or so. */
const longest = 2 ** 16

/** The arrays in numpy's files: one .npy, or all of an .npz. Pickles are never loaded: they are refused by name. */
export async function numpyArrays(file: SourceFile): Promise<NumberArray[]> {
	if (!/\.npz$/i.test(file.path)) {
		const open = (read: (bytes: number) => void) => bytesOf(file, read)
		return [await npyArray(file.path, baseOf(file), file.bytes, open)]
	}
	const arrays: NumberArray[] = []
	for (const entry of zipEntries(file)) {
		const key = entry.name.replace(/\.npy$/i, '')
		// an archive of one array calls it arr_0, and the file's name says what it is
		const words = /^arr_\d+$/.test(key) ? baseOf(file) : key
		arrays.push(await npyArray(`${file.path} (${key})`, words, entry.packed, entry.open))
	}
	if (arrays.length === 0) throw bad(file.path, 'is empty', 'Save it anew.')
	return arrays
}

/** What a .npy file says of itself (NEP 1, versions 1 to 3). */
async function npyArray(name: string, words: string, bytes: number, open: NumberArray['open']): Promise<NumberArray> {
	const start = await first(
		open(() => undefined),
		longest
	)
	if (String.fromCharCode(...start.subarray(1, 6)) !== 'NUMPY' || start[0] !== 0x93)
		throw start[0] === 0x80
			? pickled(name)
			: bad(name, 'does not begin as a numpy array does', 'Save it with numpy.savez and bring it again.')
	const view = new DataView(start.buffer, start.byteOffset, start.length)
	const isShort = start[6] === 1
	const from = isShort ? 10 : 12
	if (start.length < from) throw bad(name, 'is cut off within its header', 'Fetch it again.')
	const length = isShort ? view.getUint16(8, true) : view.getUint32(8, true)
	if (from + length > start.length)
		throw bad(name, `has a header of ${length} bytes, which is cut off`, 'Fetch it again.')
	const header = new TextDecoder('latin1').decode(start.subarray(from, from + length))
	const [, type = ''] = /'descr':\s*'([^']{1,20})'/.exec(header) ?? []
	const [, shape] = /'shape':\s*\(([\d,\sL]{0,200})\)/.exec(header) ?? []
	const [, order] = /'fortran_order':\s*(True|False)/.exec(header) ?? []
	if (type.includes('O')) throw pickled(name)
	const [, ending = '', kind = ''] = /^([<>|=]?)(\w+)$/.exec(type) ?? []
	const plain = kind === 'b1' ? 'u1' : kind
	if (!(plain in widths) || shape === undefined || order === undefined)
		throw bad(name, `holds what is no plain numbers (${type || 'no type'})`, 'Save it as uint8 and bring it again.')
	if (order === 'True')
		throw bad(
			name,
			'is laid out column by column (Fortran order)',
			'Save numpy.ascontiguousarray of it and bring it again.'
		)
	return {
		name,
		words,
		shape: shape.split(',').flatMap((side) => (side.trim() === '' ? [] : [Number.parseInt(side)])),
		kind: plain as Kind,
		littleEndian: ending !== '>',
		open: (read) => after(open(read), from + length),
		bytes
	}
}

const pickled = (name: string) =>
	bad(
		name,
		'holds Python objects (a pickle), which can run any program and are never loaded here',
		'Save its numbers alone: numpy.savez("data.npz", x_train=x.astype("uint8"), y_train=y).'
	)
