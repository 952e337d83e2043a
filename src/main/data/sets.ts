import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Part } from '../../shared/bytes.ts'
import {
	dataSetFile,
	dataSetId,
	factsOf,
	mnist,
	mnistId,
	pixelsOf,
	total,
	type DataChoice,
	type DataFacts,
	type DataSetFile,
	type DataSetRow
} from '../../shared/dataset.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import { checkPair, parseImages, parseLabels, type Images } from './idx.ts'
import { readMnist, type DataSet, type Labelled } from './mnist.ts'
import { readImages, readLabels } from './part.ts'
import { descriptionFile, setFiles, type DataPlaces } from './places.ts'

const builtIn: DataSetRow = {
	...mnist,
	id: mnistId,
	source: 'LeCun, Cortes and Burges, 1998',
	notes: [],
	imported: null
}

/** Every data set there is, MNIST first, then the newest: a few lines of text are read for each. */
export function listSets({ sets }: DataPlaces): DataSetRow[] {
	const rows = foldersIn(sets).flatMap((id) => describedIn(sets, id) ?? [])
	return [builtIn, ...rows.sort((a, b) => ((a.imported ?? '') < (b.imported ?? '') ? 1 : -1))]
}

/** One of them. Throws a LabProblem where there is none of this name. */
export function findSet({ sets }: DataPlaces, id: string): DataSetRow {
	const found = id === mnistId ? builtIn : dataSetId.safeParse(id).success ? describedIn(sets, id) : undefined
	if (!found) throw noSuch.data(id)
	return found
}

/** Refuses a recipe whose data set is not here, or has become another one. */
export function checkHere(places: DataPlaces, data: DataChoice): void {
	const { name, sha256 } = factsOf(data)
	let here: DataFacts
	try {
		here = findSet(places, data.set)
	} catch (error) {
		if (!(error instanceof LabProblem)) throw error
		throw new LabProblem('NO_SUCH_DATA', `The data set "${data.set}" (${name}) is not in this lab. Import it first.`)
	}
	if (here.sha256 !== sha256)
		throw new LabProblem(
			'BAD_DATA',
			`The data set "${data.set}" here is not the one this recipe was made for: its checksum begins with ${here.sha256.slice(0, 12)} instead of ${sha256.slice(0, 12)}. Import the other one under another name.`
		)
}

/** The images of one part. Throws a LabProblem that names the file. */
export async function imagesOf(places: DataPlaces, id: string, part: Part): Promise<Images> {
	if (id === mnistId) return readImages(places.mnist, part)
	const facts = findSet(places, id)
	const file = join(places.sets, id, setFiles[part][0])
	return checkImages(parseImages(await readFile(file).catch(gone(file)), file), facts, part, file)
}

/** The classes of one part, one byte an image. */
export async function labelsOf(places: DataPlaces, id: string, part: Part): Promise<Uint8Array> {
	if (id === mnistId) return readLabels(places.mnist, part)
	const { classes } = findSet(places, id)
	const file = join(places.sets, id, setFiles[part][1])
	return parseLabels(await readFile(file).catch(gone(file)), file, classes.length)
}

/** Some images of one part, read from where they lie in the file: of 800,000 a hundred take a millisecond. */
export async function someImages(
	places: DataPlaces,
	id: string,
	part: Part,
	at: readonly number[]
): Promise<Uint8Array> {
	const facts = findSet(places, id)
	const size = pixelsOf(facts)
	const file = join(id === mnistId ? places.mnist : join(places.sets, id), setFiles[part][0])
	const pixels = new Uint8Array(size * at.length)
	let handle: FileHandle | undefined
	try {
		handle = await open(file)
		for (const [place, image] of at.entries()) await handle.read(pixels, place * size, size, 16 + image * size)
	} catch (error) {
		gone(file)(error)
	} finally {
		await handle?.close()
	}
	return pixels
}

/** All of a data set, with its checksum counted anew. Holds up the thread that asks: for those that train. */
export function readSet(places: DataPlaces, id: string): DataSet {
	if (id === mnistId) return readMnist(places.mnist)
	const facts = findSet(places, id)
	const sums: string[] = []
	const read = (name: string) => {
		const file = join(places.sets, id, name)
		let bytes: Uint8Array
		try {
			bytes = readFileSync(file)
		} catch (error) {
			return gone(file)(error)
		}
		sums.push(createHash('sha256').update(bytes).digest('hex'))
		return { file, bytes }
	}
	const pair = (part: Part): Labelled => {
		const [ofImages, ofLabels] = [read(setFiles[part][0]), read(setFiles[part][1])]
		const images = checkImages(parseImages(ofImages.bytes, ofImages.file), facts, part, ofImages.file)
		const labels = parseLabels(ofLabels.bytes, ofLabels.file, facts.classes.length)
		checkPair(images, labels, ofImages.file, ofLabels.file)
		return { images, labels }
	}
	const [training, test] = [pair('training'), pair('test')]
	const sha256 = createHash('sha256').update(sums.join()).digest('hex')
	if (sha256 !== facts.sha256) throw hasChanged(places, id)
	return { training, test, sha256 }
}

/** What to say of files that are no longer those that were imported. */
export const hasChanged = ({ sets }: DataPlaces, id: string) =>
	new LabProblem(
		'BAD_DATA',
		`The files of the data set "${id}" in ${sets} have changed since they were imported. Remove it and import it again.`
	)

/** The same images, where they are as many and as large as the description says. */
export function checkImages<I extends Omit<Images, 'pixels'>>(
	images: I,
	facts: DataFacts,
	part: Part,
	file: string
): I {
	const [height, width] = facts.image
	if (images.count === total(facts[part]) && images.height === height && images.width === width) return images
	throw new LabProblem(
		'BAD_DATA',
		`${file} is not what its description says it is. Remove the data set and import it again.`
	)
}

function foldersIn(sets: string): string[] {
	try {
		return readdirSync(sets).filter((name) => dataSetId.safeParse(name).success)
	} catch (error) {
		// nothing was imported yet
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
		throw unreadable(sets, error)
	}
}

/** What lies in a folder; nothing where there is no description, or none that this lab understands. */
function describedIn(sets: string, id: string): DataSetRow | undefined {
	try {
		const text = readFileSync(join(sets, id, descriptionFile), 'utf8')
		const parsed = dataSetFile.safeParse(JSON.parse(text))
		if (!parsed.success) return undefined
		return rowOf(id, parsed.data)
	} catch {
		return undefined
	}
}

/** Without what only says how it is written. */
function rowOf(id: string, file: DataSetFile): DataSetRow {
	const { name, image, classes, training, test, sha256, source, notes, imported } = file
	return { id, name, image, classes, training, test, sha256, source, notes, imported }
}

/** Throws a LabProblem for a file that the system does not give. */
export const gone = (file: string) => (error: unknown) => {
	throw unreadable(file, error)
}

const unreadable = (file: string, error: unknown) =>
	new LabProblem(
		'BAD_DATA',
		`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Make it readable, or import the data set again.`
	)
