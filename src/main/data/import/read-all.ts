import { LabProblem } from '../../../shared/problems.ts'
import { idxArray, type NumberArray } from './array.ts'
import { readArrays } from './arrays.ts'
import { readTables } from './csv.ts'
import { isPicture, readFolders } from './folders.ts'
import { numpyArrays } from './npy.ts'
import { readParquet } from './parquet.ts'
import type { Sink } from './sink.ts'
import type { SourceFile } from './source.ts'

const kinds =
	'IDX files (packed or not), an npz file, CSV tables, Parquet tables, or a folder of pictures for each class'

/** Reads whatever was brought and answers what it was: "4 IDX files". Throws a LabProblem for what cannot be read. */
export async function readAll(
	files: readonly SourceFile[],
	size: readonly [number, number] | null,
	sink: Sink
): Promise<string> {
	// what systems leave lying around
	const own = files.filter(({ path }) => !/(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(path))
	const like = (pattern: RegExp) => own.filter(({ path }) => pattern.test(path))
	const rest = (taken: readonly SourceFile[]) => {
		for (const file of own)
			if (!taken.includes(file)) sink.skip(file.path, 'it is of another kind than the files that were read')
	}
	const empty = own.find(({ bytes }) => bytes === 0)
	if (own.length === 0 || (own.length === 1 && empty))
		throw new LabProblem(
			'BAD_DATA',
			`There is nothing to read${empty ? `: ${empty.path} is empty` : ''}. Bring ${kinds}.`
		)

	const tables = like(/\.(csv|csv\.gz)$/i)
	const parquet = like(/\.parquet$/i)
	const numpy = like(/\.(npz|npy)$/i)
	const pictures = own.filter(isPicture)
	const pickle = like(/\.(pkl|pickle|pt|pth)$/i)[0]
	if (parquet.length > 0) {
		rest(parquet)
		await readParquet(parquet, size, sink)
		return said(parquet, 'Parquet table')
	}
	if (numpy.length > 0) {
		rest(numpy)
		const arrays: NumberArray[] = []
		for (const file of numpy) arrays.push(...(await numpyArrays(file)))
		await readArrays(arrays, sink)
		return said(numpy, 'numpy file')
	}
	if (tables.length > 0) {
		rest(tables)
		await readTables(tables, sink)
		return said(tables, 'CSV table')
	}
	const arrays: NumberArray[] = []
	if (pictures.length === 0)
		for (const file of own.slice(0, 16)) {
			const array = await idxArray(file)
			if (array) arrays.push(array)
		}
	if (arrays.length > 0) {
		const read = own.filter(({ path }) => arrays.some(({ name }) => name === path))
		rest(read)
		await readArrays(arrays, sink)
		return said(read, 'IDX file')
	}
	if (pictures.length > 0) {
		await readFolders(own, size, sink)
		return 'pictures in folders'
	}
	if (pickle)
		throw new LabProblem(
			'BAD_DATA',
			`${pickle.path} is a pickle, which can run any program and is never loaded here. Save its numbers alone, with numpy.savez, say.`
		)
	throw new LabProblem('BAD_DATA', `${own[0]?.path ?? ''} is of no kind that is read here. Bring ${kinds}.`)
}

const said = (files: readonly SourceFile[], what: string) => `${files.length} ${what}${files.length === 1 ? '' : 's'}`
