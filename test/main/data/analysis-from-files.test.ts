import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { alike } from '../../../src/main/data/analysis/alike.ts'
import { analyse } from '../../../src/main/data/analysis/analyse.ts'
import { averageable } from '../../../src/main/data/analysis/smaller.ts'
import { subjectOf, type Subject } from '../../../src/main/data/analysis/subject.ts'
import { analystOf } from '../../../src/main/data/analyst-thread.ts'
import { openImageFile, pixelsAt } from '../../../src/main/data/image-file.ts'
import type { Labelled } from '../../../src/main/data/mnist.ts'
import { descriptionFile, setFiles } from '../../../src/main/data/places.ts'
import { worldHere } from '../../../src/main/world.ts'
import { chaptersOf } from '../../../src/shared/analysis/chapters.ts'
import { folderOf, idx } from './made.ts'

const classNames = ['left', 'middle', 'right']

/** Images of 40 × 9 pixels, of three classes: where a bright column stands. */
function columns(count: number, seed: number): Labelled {
	const pixels = new Uint8Array(count * 360)
	const labels = Uint8Array.from({ length: count }, (_, image) => image % 3)
	for (let image = 0; image < count; image++)
		for (let y = 0; y < 40; y++)
			for (const x of [0, 1])
				pixels[image * 360 + y * 9 + 3 * (image % 3) + x] = y > image % 17 ? 200 : (image * 31 + y * seed) % 50
	return { images: { count, height: 40, width: 9, pixels }, labels }
}

/** A lab's home with one imported data set, "columns", and what is in it. */
function imported(training: Labelled, test: Labelled) {
	const sums: string[] = []
	const pair = (part: 'training' | 'test', { images, labels }: Labelled) => {
		const files = [idx([images.count, 40, 9], images.pixels), idx([images.count], labels)]
		sums.push(...files.map((bytes) => createHash('sha256').update(bytes).digest('hex')))
		return files.map((bytes, at) => [`data/columns/${setFiles[part][at]}`, bytes] as const)
	}
	const files = Object.fromEntries([...pair('training', training), ...pair('test', test)])
	const sha256 = createHash('sha256').update(sums.join()).digest('hex')
	const counts = ({ labels }: Labelled) => classNames.map((_, label) => labels.filter((own) => own === label).length)
	const said = {
		format: 1,
		name: 'Columns',
		image: [40, 9, 1],
		classes: classNames,
		training: counts(training),
		test: counts(test),
		sha256,
		source: 'made by a test',
		notes: [],
		imported: '2026-11-26T12:00:00Z'
	}
	const home = folderOf({ ...files, [`data/columns/${descriptionFile}`]: JSON.stringify(said) })
	const subject = { name: 'Columns', source: said.source, sha256, files: [], classNames, training, test }
	return { home, sets: join(home, 'data'), sha256, subject: subject satisfies Subject }
}

const nothing = () => undefined
const found = (subject: Subject) => analyse(subject, nothing, () => 0)

test('images that stay in their file are looked at as those in memory are', () => {
	const { sets, subject } = imported(columns(300, 7), columns(90, 5))
	const places = { mnist: '', sets }
	const read = subjectOf(places, 'columns', true)
	const { about, ...numbers } = found(read)
	expect({ ...numbers, about: { ...about, files: [] } }).toEqual(found(subject))
	expect(about.files.map(({ name }) => name)).toEqual([...setFiles.training, ...setFiles.test])
	expect(alike(read, 'test', 4)).toEqual(alike(subject, 'test', 4))
	expect(alike(read, 'training', 4)).toEqual(alike(subject, 'training', 4))
	expect(alike(read, 'training', 4).some(({ image }) => image === 4)).toBe(false)
	// what is compared at another size says so
	const says = chaptersOf('Columns', { about, ...numbers }, null).flatMap(({ sections }) =>
		sections.flatMap((one) => one.says)
	)
	expect(says).toContain('They are compared at 20 × 5, each pixel the mean of a square.')
})

test('an image is the same whether it is come to in order, by a leap, or from the beginning again', () => {
	const { images } = columns(40, 3)
	const file = join(folderOf({ images: idx([40, 40, 9], images.pixels) }), 'images')
	const read = openImageFile(file)
	onTestFinished(() => read.close())
	for (const image of [0, 1, 2, 30, 5, 39, 0, 39, 38]) expect(read.read(image)).toEqual(pixelsAt(images, image))
	appendFileSync(file, 'x')
	expect(() => openImageFile(file)).toThrow('is too long')
})

test('files that have changed, or are gone, are not looked at', () => {
	const { sets } = imported(columns(30, 7), columns(9, 5))
	const places = { mnist: '', sets }
	const labels = join(sets, 'columns', setFiles.test[1])
	writeFileSync(labels, idx([9], new Uint8Array(9)))
	expect(() => subjectOf(places, 'columns', true)).toThrow('have changed since they were imported')
	writeFileSync(labels, idx([8], new Uint8Array(8)))
	expect(() => subjectOf(places, 'columns', false)).toThrow('has 8 labels, but')
	expect(() => subjectOf(places, 'rows', false)).toThrow('There is no data set "rows"')
})

test.each([
	['no test images', 30, 0],
	['one image a class', 3, 3],
	['a single test image', 12, 1]
])('a set with %s is looked at as far as it goes', (_, training, test) => {
	const analysis = found(imported(columns(training, 7), columns(test, 5)).subject)
	const text = JSON.stringify(chaptersOf('Columns', analysis, null))
	expect(text).not.toMatch(/NaN|Infinity|undefined/)
	expect(analysis.baselines.map(({ count }) => count)).toEqual([test, test, test, test])
})

test('pictures of a class are small enough for as many as there are', () => {
	const images = { count: 0, height: 256, width: 256, pixels: new Uint8Array() }
	for (const classes of [2, 10, 62, 256]) {
		const { height, width } = averageable(images, classes)
		expect(height * width * classes).toBeLessThanOrEqual(400_000)
	}
	expect(averageable({ ...images, height: 28, width: 28 }, 62)).toMatchObject({ height: 28, width: 28 })
})

test('what is worked out is kept for each data set, and goes with it', async () => {
	const { home, sha256 } = imported(columns(30, 7), columns(9, 5))
	const { analyst: program, dataFolder } = worldHere({ home })
	const analyst = analystOf(program, { dataFolder, home })
	onTestFinished(() => analyst.close())
	for await (const { kind } of analyst.follow('columns', 'analysis', undefined)) if (kind === 'done') break
	const kept = JSON.parse(new TextDecoder().decode((await analyst.kept('columns', 'analysis')) ?? undefined)) as object
	expect(kept).toMatchObject({ about: { sha256, classNames } })
	expect(await analyst.kept('mnist', 'analysis')).toBeNull()
	expect(await analyst.kept('columns', 'map')).toBeNull()
	await analyst.forget('0'.repeat(64))
	expect(readdirSync(join(home, 'analysis'))).toHaveLength(1)
	await analyst.forget(sha256)
	expect(existsSync(join(home, 'analysis')) && readdirSync(join(home, 'analysis'))).toEqual([])
	await expect(analyst.kept('rows', 'analysis')).rejects.toMatchObject({ code: 'NO_SUCH_DATA' })
})
