import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Part } from '../../../shared/bytes.ts'
import { mnist, mnistId } from '../../../shared/dataset.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { checkPair, parseLabels, type Images } from '../idx.ts'
import { openImageFile, type ReadImages } from '../image-file.ts'
import { mnistFiles, readMnist, type Labelled } from '../mnist.ts'
import { setFiles, type DataPlaces } from '../places.ts'
import { checkImages, findSet, gone, hasChanged } from '../sets.ts'

/** The images of a part as the analysis sees them, in memory or in their file, and a byte for the class of each. */
export interface Seen {
	images: Images | ReadImages
	labels: Uint8Array
}

/** A data set as the analysis sees it: whatever the images' size and however many classes there are, up to 256. */
export interface Subject<P extends Seen = Seen> {
	name: string
	/** Who made it, and where it is described. */
	source: string
	sha256: string
	files: { name: string; sha256: string }[]
	/** In the order of the labels. */
	classNames: string[]
	training: P
	test: P
}

/** MNIST, read from its four files. Throws as `readMnist` does. */
export function mnistSubject(folder: string): Subject<Labelled> {
	const { training, test, sha256 } = readMnist(folder)
	return {
		name: mnist.name,
		source: 'LeCun, Cortes and Burges (1998), from NIST’s special databases 1 and 3',
		sha256,
		files: Object.entries(mnistFiles).map(([name, hash]) => ({ name, sha256: hash })),
		classNames: mnist.classes,
		training,
		test
	}
}

/**
 * Any data set. The images of an imported one stay in their files, and `checked` counts the checksums of those anew. Throws
 * a LabProblem that names the file where one is missing, damaged or another one.
 */
export function subjectOf(places: DataPlaces, id: string, checked: boolean): Subject {
	if (id === mnistId) return mnistSubject(places.mnist)
	const facts = findSet(places, id)
	const fileOf = (name: string) => join(places.sets, id, name)
	const read = (part: Part): Seen => {
		const [ofImages, ofLabels] = setFiles[part].map(fileOf) as [string, string]
		const images = checkImages(orGone(ofImages, openImageFile), facts, part, ofImages)
		const bytes = orGone(ofLabels, (file) => readFileSync(file))
		const labels = parseLabels(bytes, ofLabels, facts.classes.length)
		checkPair(images, labels, ofImages, ofLabels)
		return { images, labels }
	}
	const [training, test] = [read('training'), read('test')]
	const { name, sha256, source, classes: classNames } = facts
	const files = checked
		? [...setFiles.training, ...setFiles.test].map((file) => ({ name: file, sha256: orGone(fileOf(file), checksumOf) }))
		: []
	const sums = files.map((file) => file.sha256).join()
	if (checked && createHash('sha256').update(sums).digest('hex') !== sha256) throw hasChanged(places, id)
	return { name, source, sha256, files, classNames, training, test }
}

/** Of a file of any size, read a piece at a time. */
function checksumOf(file: string): string {
	const hash = createHash('sha256')
	const piece = new Uint8Array(2 ** 22)
	const handle = openSync(file, 'r')
	try {
		const read = () => readSync(handle, piece, 0, piece.length, null)
		for (let found = read(); found > 0; found = read()) hash.update(piece.subarray(0, found))
	} finally {
		closeSync(handle)
	}
	return hash.digest('hex')
}

/** What a file gives, or the sentence for one that the system does not give. */
function orGone<T>(file: string, ask: (file: string) => T): T {
	try {
		return ask(file)
	} catch (error) {
		if (error instanceof LabProblem) throw error
		return gone(file)(error)
	}
}
