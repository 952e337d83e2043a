import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { choiceOf } from '../../src/shared/on-data.ts'
import { recipeSchema } from '../../src/shared/recipe.ts'
import { csv, folderOf, pictures, some, type Files } from './data/made.ts'
import { imported } from './imported.ts'
import { runOn } from './lab-terminal.ts'
import { newHome, open, slp, trained } from './real-lab.ts'

/** The first 600 training images, each a 20 × 36 picture, in folders with other names. */
async function folders(): Promise<Files> {
	const names = ['nought', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
	const all = Object.entries(await pictures(600, 'mine'))
	return Object.fromEntries(
		all.map(([path, bytes]) => [path.replace(/\/(\d)\//, (_, digit) => `/${names[Number(digit)] ?? ''}/`), bytes])
	)
}

describe('a data set of one’s own', () => {
	test('is learned from in its own shape, and names its classes everywhere', async () => {
		const lab = open()
		const set = await imported(lab, await folders(), '--name', 'My digits', '--size', '20x36')
		expect(set).toMatchObject({ id: 'my-digits', name: 'My digits', image: [20, 36, 1] })
		expect(set.classes.toSorted()).toEqual([...set.classes])
		expect((await lab.client.data.sets()).map(({ id }) => id)).toEqual(['mnist', 'my-digits'])

		const layers = [
			{ kind: 'conv2d', filters: 4 },
			{ kind: 'flatten' },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		] as const
		const recipe = { ...slp({ layers: [...layers], engine: 'graph' }), data: choiceOf(set) }
		const { run } = await trained(lab, recipe)
		expect(run).toMatchObject({ status: 'finished', dataName: 'My digits', readsDigits: false })
		expect(run.summary[0]?.output).toEqual([20, 36, 1])
		expect(run.environment?.dataSha256).toBe(set.sha256)
		expect(run.test?.count).toBe(set.test.reduce((sum, images) => sum + images, 0))
		expect(run.judgement?.classes.map(({ support }) => support)).toEqual(set.test)
		// the other engine, on the same data
		const other = await trained(lab, { ...recipe, engine: 'layers', augmentation: { rotation: 5 } })
		expect(other.run.status).toBe('finished')

		const shown = await runOn(lab, 'show', '1')
		expect(shown.out.join('\n')).toMatch(/nought +\d/)
		const near = await lab.client.images.nearest({ set: set.id, part: 'test', image: 0 })
		expect(near).toHaveLength(8)
		const pixels = await lab.bytes.pixels(set.id, 'training')
		expect(pixels.length).toBe(20 * 36 * set.training.reduce((sum, images) => sum + images, 0))
		expect((await lab.bytes.activations(1, 'test', 3)).length).toBeGreaterThan(20 * 36 * 4)
	})

	test('is never compared with another: not image by image, not by who answers pictures', async () => {
		const lab = open()
		const set = await imported(lab, { 'mine/train.csv': csv(some('training', 600)) })
		const own = await trained(lab, { ...slp(), data: choiceOf(set) })
		await trained(lab, slp())
		// its images are MNIST's digits, so it may read pictures, but its test is another
		expect(own.run.readsDigits).toBe(true)
		const byOwn = await lab.client.images.mistakenBy({ run: 1, image: 0 })
		const byOther = await lab.client.images.mistakenBy({ run: 2, image: 0 })
		expect(byOwn.every(({ run }) => run === 1)).toBe(true)
		expect(byOther.every(({ run }) => run === 2)).toBe(true)
		await expect(lab.client.images.mistakenBy({ run: 1, image: 5000 })).rejects.toThrow('There is no test image 5,000')
	})

	test('that knows no digits is not asked about pictures', async () => {
		const lab = open()
		const set = await imported(lab, await folders())
		await trained(lab, { ...slp(), data: choiceOf(set) })
		expect(await lab.client.pictures.answering()).toBeNull()
		const drawn = { name: 'a', origin: 'drawn', batch: 'b', answering: { runs: [1], ensemble: false }, label: null }
		await expect(
			Promise.resolve(
				lab.bytes.picture(new Uint8Array(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), drawn as never)
			)
		).rejects.toThrow('Run 1 has learned mine, not all ten digits in 28 × 28 pixels, so it cannot read pictures')
	})

	test('that is removed leaves its runs what they found, and says what is missing', async () => {
		const lab = open()
		const set = await imported(lab, { 'mine/train.csv': csv(some('training', 600)) })
		const { run } = await trained(lab, { ...slp(), data: choiceOf(set) })
		expect(await runOn(lab, 'data', 'remove', set.id)).toMatchObject({ code: 0, out: ['mine is removed.'] })
		const after = await lab.client.runs.get({ run: run.id })
		expect(after).toMatchObject({ test: run.test, judgement: null })
		const gone = 'The data set "mine" (mine) is not in this lab. Import it first.'
		await expect(lab.client.runs.start({ recipe: run.recipe })).rejects.toThrow(gone)
		await expect(lab.client.images.mistakenBy({ run: run.id, image: 0 })).rejects.toThrow(gone)
		// the same files make the same set
		const again = await imported(lab, { 'mine/train.csv': csv(some('training', 600)) })
		expect(again.sha256).toBe(set.sha256)
		expect((await lab.client.runs.get({ run: run.id })).judgement).toEqual(run.judgement)
	})

	test('whose files have changed is not trained on', async () => {
		const home = newHome()
		const lab = open(home)
		const set = await imported(lab, { 'mine/train.csv': csv(some('training', 600)) })
		const file = join(home, 'data', set.id, 'train-images-idx3-ubyte')
		const bytes = readFileSync(file)
		writeFileSync(file, bytes.fill(9, 100, 120))
		const { run } = await trained(lab, { ...slp(), data: choiceOf(set) })
		expect(run.status).toBe('failed')
		expect(run.problem).toMatch(/have changed since they were imported/)
	})
})

test('what was not kept leaves nothing behind', async () => {
	const home = newHome()
	const lab = open(home)
	const left = () => (existsSync(join(home, 'data')) ? readdirSync(join(home, 'data')) : [])
	const files = folderOf({ 'mine/train.csv': csv(some('training', 600)) })
	expect(await runOn(lab, 'data', 'import', join(files, 'mine'), '--preview')).toMatchObject({ code: 0 })
	expect(left()).toEqual([])
	const bad = folderOf({ 'mine/train.csv': 'label,a,b,c,d\n1,2,3,4,300\n' })
	expect(await runOn(lab, 'data', 'import', join(bad, 'mine'))).toMatchObject({
		code: 1,
		err: [expect.stringMatching(/mine\/train\.csv has "300" in line 2, d,/)]
	})
	expect(left()).toEqual([])
	expect(await runOn(lab, 'data', 'import', '/nowhere')).toMatchObject({
		code: 1,
		err: ['/nowhere is not there, or not any more.']
	})
	await runOn(lab, 'data', 'import', join(files, 'mine'))
	expect(await runOn(lab, 'data', 'import', join(files, 'mine'))).toMatchObject({
		code: 1,
		err: [expect.anything(), 'These images are here already, as "mine" (mine).']
	})
	expect(left()).toEqual(['mine'])
	expect(await runOn(lab, 'data', 'remove', 'mnist')).toMatchObject({ code: 1 })
	expect(await runOn(lab, 'data', 'rename', 'mine', 'Other')).toMatchObject({ code: 0 })
	expect((await lab.client.data.sets())[1]).toMatchObject({ id: 'mine', name: 'Other' })
	await lab.close()
	onTestFinished(() => expect(left()).toEqual(['mine']))
})

describe('a part of a data set', () => {
	test('first so many of some classes, with wrong labels: learned from as said, judged by the truth', async () => {
		const lab = open()
		const data = { classes: [3, 8], perClass: 1000, noise: { share: 0.25, seed: 5 } }
		const { run } = await trained(lab, {
			...slp({ data, epochs: 4 }),
			validation: { share: 0.25, take: 'shuffled' }
		})
		expect(run.test?.count).toBe(1010 + 974)
		expect(run.judgement?.classes.map(({ label, support }) => [label, support]).filter(([, images]) => images)).toEqual(
			[
				[3, 1010],
				[8, 974]
			]
		)
		// 500 validation images, all of them threes and eights among the first 1,000 of each
		const places = [...new Uint32Array((await lab.bytes.validation(run.id)).buffer)]
		expect(places).toHaveLength(500)
		const labels = await lab.bytes.labels('mnist', 'training')
		for (const label of [3, 8]) {
			const first = [...labels.keys()].filter((place) => labels[place] === label).slice(0, 1000)
			expect(places.filter((place) => labels[place] === label).every((place) => first.includes(place))).toBe(true)
		}
		expect(places.every((place) => labels[place] === 3 || labels[place] === 8)).toBe(true)
		// a quarter of the labels are wrong, and it shows in training alone
		const last = run.points.at(-1)
		expect(last?.accuracy).toBeLessThan(0.78)
		expect(last?.valAccuracy ?? 0).toBeGreaterThan((last?.accuracy ?? 1) + 0.07)
		const { out } = await runOn(lab, 'mistakes', String(run.id), '--json')
		const test = await lab.bytes.labels('mnist', 'test')
		for (const line of out.map((text) => JSON.parse(text) as { index: number; label: number })) {
			expect([3, 8]).toContain(line.label)
			expect(test[line.index]).toBe(line.label)
		}
		// the same recipe without them is another run, with the same test
		const clean = await trained(lab, { ...slp({ data: { classes: [3, 8] } }) })
		expect(clean.run.testKey).toBe(run.testKey)
		expect(clean.run.testKey).not.toBe((await trained(lab, slp())).run.testKey)
	})

	test('says so only where it was asked for: recipes from before keep their text', () => {
		const layers = [{ kind: 'dense', units: 10, activation: 'softmax' }] as const
		const plain = recipeSchema.parse({ layers })
		expect(JSON.parse(JSON.stringify(plain.data))).toEqual({ set: 'mnist', limit: null })
		const nulls = { perClass: null, noise: { share: 0 } }
		expect(JSON.stringify(recipeSchema.parse({ layers, data: nulls }))).toBe(JSON.stringify(plain))
	})
})
