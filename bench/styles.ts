import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readImages, readLabels } from '../src/main/data/part.ts'
import { openLab } from '../src/main/lab.ts'
import { readersOf, readerSetup } from '../src/main/pictures/reader-threads.ts'
import { worldHere } from '../src/main/world.ts'
import { percent } from '../src/shared/format.ts'
import { readingSettings } from '../src/shared/vision.ts'
import { answering } from './parts/answering.ts'
import { finishedRun } from './parts/finished-run.ts'
import { photograph, randomFrom } from './parts/photo.ts'
import { styles, type Style } from './parts/styles.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * MNIST's test images as photos in many styles, read from files and answered by the `cnn` preset (trained in `--home` if it
 * is not there): a table of accuracies, put into docs/reading.md. `--style WORD` does those with it in the name alone and
 * writes nothing; `--wrong FOLDER` keeps the files that were answered wrongly.
 */
const { values } = parseArgs({
	options: {
		home: { type: 'string' },
		images: { type: 'string', default: '2000' },
		style: { type: 'string' },
		wrong: { type: 'string' }
	}
})
const count = Number(values.images)
const world = worldHere({ home: values.home ?? join(tmpdir(), 'digit-lab-styles') })
const settings = readingSettings.parse({})
const { pixels } = await readImages(world.dataFolder, 'test')
const labels = await readLabels(world.dataFolder, 'test')
const images = Array.from({ length: count }, (_, image) => pixels.slice(image * 784, (image + 1) * 784))
const lab = openLab(world)
const readers = readersOf(world.reader, readerSetup(world.threads))
try {
	const run = await finishedRun(lab, 'cnn', 1)
	const answer = await answering(lab, run)
	const hits = (answers: Uint8Array) => answers.filter((digit, image) => digit === labels[image]).length
	const untouched = hits(answer(images))
	const rows = [['the test images themselves', percent(untouched / count), '', '']]
	console.log(rows[0]?.join('  '))
	for (const style of styles.filter(({ name }) => name.includes(values.style ?? ''))) {
		const { fields, none, several } = await readAll(style)
		const answers = answer(fields)
		keepWrong(style, answers)
		const right = hits(answers)
		const below = (100 * (untouched - right)) / count
		const row = [
			style.promised ? `**${style.name}**` : style.name,
			percent(right / count),
			below.toFixed(2),
			none + several === 0 ? '' : `${none} without ink, ${several} as several digits`
		]
		rows.push(row)
		console.log(row.join('  '))
	}
	if (!values.style) write(rows)
} finally {
	await readers.close()
	await lab.close()
}

interface ReadAll {
	/** Of each picture's largest digit; black where none was found. */
	fields: Uint8Array[]
	none: number
	several: number
}

async function readAll(style: Style): Promise<ReadAll> {
	const all: ReadAll = { fields: [], none: 0, several: 0 }
	// a few at a time: photos are large
	for (let from = 0; from < count; from += 16)
		await Promise.all(
			images.slice(from, from + 16).map(async (_, place) => {
				const { digits } = await readers.read(await fileOf(style, from + place), style.name, settings)
				const area = ({ box }: (typeof digits)[number]) => (box.right - box.left) * (box.bottom - box.top)
				const [largest] = digits.toSorted((a, b) => area(b) - area(a))
				all.fields[from + place] = largest?.field ?? new Uint8Array(784)
				if (digits.length === 0) all.none++
				if (digits.length > 1) all.several++
			})
		)
	return all
}

function fileOf(style: Style, image: number) {
	const random = randomFrom(image)
	return photograph(images[image] ?? new Uint8Array(784), style.photo(random), random)
}

function keepWrong(style: Style, answers: Uint8Array): void {
	const folder = values.wrong
	if (folder === undefined) return
	mkdirSync(folder, { recursive: true })
	answers.forEach((digit, image) => {
		if (digit === labels[image]) return
		const name = `${style.name}-${image}-is-${labels[image]}-said-${digit}`
		void fileOf(style, image).then((file) => writeFileSync(join(folder, name), file))
	})
}

function write(rows: string[][]): void {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`
	const table = [line(['style', 'accuracy', 'points below', 'found']), '| --- | ---: | ---: | --- |', ...rows.map(line)]
	writeBetween('reading.md', 'styles', `, ${count} images`, table.join('\n'))
}
