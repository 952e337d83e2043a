import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mnist } from '../../shared/dataset.ts'
import { LabProblem } from '../../shared/problems.ts'
import { checkPair, parseImages, parseLabels, type Images } from './idx.ts'

export interface Labelled {
	images: Images
	/** One byte an image, 0 to 9. */
	labels: Uint8Array
}

export interface DataSet {
	training: Labelled
	test: Labelled
	/** Of the four files' sha256, in the order of `mnistFiles`: what a run records. */
	sha256: string
}

/** The four files of LeCun, Cortes and Burges, with the sha256 of each. */
export const mnistFiles = {
	'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
	'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
	't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
	't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2'
} as const

/** Of the four files' sha256, in their order: what a run records of its data. */
export const mnistSha256 = createHash('sha256').update(Object.values(mnistFiles).join()).digest('hex')

/** Reads MNIST from `folder`. A file that is missing, damaged or another one is a LabProblem that names it. */
export function readMnist(folder: string): DataSet {
	const read = (name: keyof typeof mnistFiles) => readChecked(folder, name)
	const pair = (part: 'train' | 't10k'): Labelled => {
		const [imageFile, labelFile] = [`${part}-images-idx3-ubyte`, `${part}-labels-idx1-ubyte`] as const
		const images = parseImages(read(imageFile), imageFile)
		const labels = parseLabels(read(labelFile), labelFile, mnist.classes.length)
		checkPair(images, labels, imageFile, labelFile)
		return { images, labels }
	}
	return { training: pair('train'), test: pair('t10k'), sha256: mnistSha256 }
}

function readChecked(folder: string, name: keyof typeof mnistFiles): Uint8Array {
	const file = join(folder, name)
	let bytes: Uint8Array
	try {
		bytes = readFileSync(file)
	} catch (error) {
		throw unreadable(file, error)
	}
	const found = createHash('sha256').update(bytes).digest('hex')
	if (found !== mnistFiles[name]) throw unexpectedFile(file, name, bytes, found)
	return bytes
}

/** What to say of a file that the system does not give. */
export const unreadable = (file: string, error: unknown) =>
	new LabProblem(
		'BAD_DATA',
		`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). "npm run setup -- --again" fetches it anew.`
	)

/** What to say of a file with another checksum. A wrong header says more than that, so the parser speaks first. */
export function unexpectedFile(file: string, name: keyof typeof mnistFiles, bytes: Uint8Array, found: string): unknown {
	try {
		if (name.includes('images')) parseImages(bytes, file)
		else parseLabels(bytes, file, mnist.classes.length)
	} catch (problem) {
		return problem
	}
	return new LabProblem(
		'BAD_DATA',
		`${file} is not the file it should be: its sha256 begins with ${found.slice(0, 12)} instead of ${mnistFiles[name].slice(0, 12)}. "npm run setup -- --again" fetches it anew.`
	)
}
