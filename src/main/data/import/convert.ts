import { join } from 'node:path'
import { count, plural } from '../../../shared/format.ts'
import type { DataPreview, ImportSettings } from '../../../shared/importing.ts'
import { LabProblem } from '../../../shared/problems.ts'
import { setFiles } from '../places.ts'
import {
	countsOf,
	examplesOf,
	nameOf,
	namesOf,
	orderNotes,
	pixelsAt,
	publishedSums,
	sourceOf,
	sumOfAll
} from './found.ts'
import { recognise } from './known.ts'
import { readAll } from './read-all.ts'
import { partOf, type Sink } from './sink.ts'
import { filesIn, type SourceFile } from './source.ts'
import { oneOf, splitOff } from './split-off.ts'
import { PartWriter } from './writer.ts'
import { zipEntries } from './zip-file.ts'

/** How many of the files that were left out are told by name. */
const mostSkipped = 50

/** What was read, and the pixels of the images that are shown. */
export interface Converted {
	preview: DataPreview
	examples: Uint8Array
}

/**
 * Reads what lies in `from` and writes it to `to` as MNIST's four files. Memory holds a label a byte and a few megabytes
 * of images. Throws LabProblems; what was written is then of no use.
 */
export async function convert(
	from: string,
	to: string,
	settings: ImportSettings,
	progress: (share: number, doing: string, images: number) => void
): Promise<Converted> {
	const files = filesIn(from)
	let read = await readParts(files, to, settings, namesTest(files), progress)
	// a test without labels, or nothing but a test: then some of all that there is must do
	if (read.training.labels.length === 0 || read.test.labels.length === 0)
		read = await readParts(files, to, settings, false, progress)
	const { training, test, format, names, skipped, skippedCount, notes } = read
	checkFound(training, test, format)
	const images = training.labels.length + test.labels.length
	progress(0.9, 'adding up', images)
	const labels = [...new Set([...training.labels, ...test.labels])].sort((a, b) => a - b)
	const [height, width] = training.size ?? [0, 0]
	const traits = {
		paths: files.map(({ path }) => path),
		sums: await publishedSums(files),
		...{ training: training.labels.length, test: test.labels.length, labels, height, width }
	}
	const turned = settings.transpose === 'auto' ? recognise({ ...traits, sha256: '' })?.known.transposed : null
	const isTurned = turned ?? settings.transpose === 'yes'
	if (isTurned) for (const writer of [training, test]) writer.transpose()
	// names belong to numbers; classes without an image are left out
	const placeOf = (label: number) => labels.indexOf(label)
	for (const writer of [training, test]) writer.finish(placeOf)
	const sha256 = await sumOfAll(to)
	const found = recognise({ ...traits, sha256 })
	const known = found?.known.classes
	const classes = known?.length === labels.length ? [...known] : namesOf(labels, names)
	if (found) notes.unshift(`This is ${found.known.name}, recognised ${found.by}.`)
	if (isTurned) notes.push(`Rows and columns of the images were exchanged${turned ? ': they are upright now' : ''}.`)
	notes.push(...orderNotes(training.labels, labels, classes))
	const shown = examplesOf(training.labels.length)
	const preview: DataPreview = {
		name: found?.known.name ?? nameOf(files),
		image: [training.size?.[0] ?? 0, training.size?.[1] ?? 0, 1],
		classes,
		training: countsOf(training.labels, labels),
		test: countsOf(test.labels, labels),
		sha256,
		format,
		source: sourceOf(format, files),
		...{ notes, skipped, skippedCount },
		examples: shown.map((image) => placeOf(training.labels[image] ?? 0))
	}
	return { preview, examples: pixelsAt(join(to, setFiles.training[0]), shown, height * width) }
}

interface Read extends Pick<DataPreview, 'format' | 'skipped' | 'skippedCount' | 'notes'> {
	training: PartWriter
	test: PartWriter
	names: readonly string[] | null
}

/** Reads everything once: into the parts its files' names say, or all together with some set apart for the test. */
async function readParts(
	files: readonly SourceFile[],
	to: string,
	{ size }: ImportSettings,
	asNamed: boolean,
	progress: (share: number, doing: string, images: number) => void
): Promise<Read> {
	const [training, test] = [new PartWriter(to, 'training'), new PartWriter(to, 'test')]
	const read: Read = { training, test, names: null, format: '', skipped: [], skippedCount: 0, notes: [] }
	const isDrawn = splitOff(1)
	const images = () => training.labels.length + test.labels.length
	const sink: Sink = {
		image(part, label, pixels, height, width, where) {
			const isTest = asNamed ? part === 'test' : isDrawn(label)
			const other = (isTest ? training : test).size
			if (other && (other[0] !== height || other[1] !== width)) throw mixedParts(where, height, width, other)
			;(isTest ? test : training).add(label, pixels, height, width, where)
		},
		skip(file, why) {
			read.skippedCount++
			if (read.skipped.length < mostSkipped) read.skipped.push({ file, why })
		},
		note: (sentence) => void read.notes.push(sentence),
		names: (found) => (read.names = found),
		progress: (share, doing) => progress(0.9 * Math.min(1, share), doing, images())
	}
	read.format = await readAll(files, size, sink)
	if (!asNamed)
		read.notes.push(
			`No test images came with it: ${count(test.labels.length)} of the ${count(images())}, one of ${oneOf} of each class, drawn by a seed, were set apart and are never learned from.`
		)
	return read
}

/** Whether the files' names speak of a test: only then can what is read be put where it belongs at once. */
const namesTest = (files: readonly SourceFile[]): boolean =>
	files.some(
		(file) =>
			file.path.split('/').some((word) => partOf(word) === 'test') ||
			(/\.npz$/i.test(file.path) && zipEntries(file).some(({ name }) => partOf(name) === 'test'))
	)

function checkFound(training: PartWriter, test: PartWriter, format: string): void {
	const classes = new Set([...training.labels]).size
	if (training.labels.length < 1)
		throw new LabProblem('BAD_DATA', `There is no image to learn from in the ${format}. Bring training images too.`)
	if (classes < 2)
		throw new LabProblem(
			'BAD_DATA',
			'All images are of one class, so there is nothing to learn. Bring images of two classes or more.'
		)
	if (test.labels.length < 1)
		throw new LabProblem(
			'BAD_DATA',
			`There are only ${plural(training.labels.length, 'image')}, too few to set some apart for the test. Bring ${oneOf} or more of each class.`
		)
}

function mixedParts(where: string, height: number, width: number, [high, wide]: readonly [number, number]): LabProblem {
	return new LabProblem(
		'BAD_DATA',
		`${where} has ${height} × ${width} pixels, but images of the other part have ${high} × ${wide}. Bring images of one size, or say which size they are to be fitted into.`
	)
}
