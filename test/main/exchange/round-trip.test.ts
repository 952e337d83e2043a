import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Lab } from '../../../src/main/lab.ts'
import { choiceOf } from '../../../src/shared/on-data.ts'
import { csv, folderOf, some } from '../data/made.ts'
import { runOn } from '../lab-terminal.ts'
import { newHome, open, slp, trained } from '../real-lab.ts'
import { exported, importRun, textOf } from './carry.ts'

const bytesOf = async (lab: Lab, run: number) => ({
	weights: await lab.bytes.weights(run),
	probabilities: await lab.bytes.probabilities(run)
})

test('a run that is carried to another home is the same there', async () => {
	const [here, there] = [open(), open()]
	const { run } = await trained(here, slp({ epochs: 3, judge: 'best' }))
	await here.client.runs.edit({ runs: [run.id], change: { name: 'Grüße 7', note: 'a\nb', tags: ['x', 'y z'] } })
	const before = await here.client.runs.get({ run: run.id })
	const file = await exported(here, run.id, 'run')
	await trained(there, slp({ epochs: 1 }))
	const feed = await there.client.watch()
	const { run: row, restored, sentence } = await importRun(there, file)
	expect({ id: row.id, restored, sentence }).toEqual({
		id: 2,
		restored: false,
		sentence: 'Imported as run 2: Grüße 7.'
	})
	expect((await feed.next()).value).toEqual({ kind: 'run', run: row })
	await feed.return(undefined)
	const after = await there.client.runs.get({ run: row.id })
	expect(after.imported).not.toBeNull()
	expect({ ...after, id: run.id, imported: null }).toEqual(before)
	expect(await bytesOf(there, row.id)).toEqual(await bytesOf(here, run.id))
	// and carried on from there, it is the same file
	expect(unzipSync(await exported(there, row.id, 'run'))).toEqual(unzipSync(file))
})

test('a run that knows four classes is judged there as here', async () => {
	const [here, there] = [open(), open()]
	const images = some('training', 600)
	const folder = folderOf({ 'four/train.csv': csv({ ...images, labels: images.labels.map((label) => label % 4) }) })
	for (const lab of [here, there])
		expect(await runOn(lab, 'data', 'import', join(folder, 'four'))).toMatchObject({ code: 0 })
	const set = (await here.client.data.sets())[1]
	if (!set) throw new Error('the data set is not there')
	const recipe = slp({ layers: [{ kind: 'dense', units: 4, activation: 'softmax' }], data: choiceOf(set) })
	const { run } = await trained(here, recipe)
	const { run: row } = await importRun(there, await exported(here, run.id, 'run'))
	expect((await there.client.runs.get({ run: row.id })).judgement).toEqual(run.judgement)
})

test('a run that was stopped has no test, and is carried all the same', async () => {
	const [here, there] = [open(), open()]
	const feed = await here.client.watch()
	const { id } = await here.client.runs.start({ recipe: slp({ epochs: 5000 }) })
	for await (const event of feed) if (event.kind === 'epoch' && event.point.epoch === 2) break
	await expect(here.bytes.download(id, 'run')).rejects.toThrow(
		`Run ${id} is not over: it can be exported as a whole when it has ended.`
	)
	await here.client.runs.stop({ run: id })
	const before = await here.client.runs.get({ run: id })
	const { run } = await importRun(there, await exported(here, id, 'run'))
	// what it takes to go on is not carried
	expect({ ...(await there.client.runs.get({ run: run.id })), imported: null, resumable: true }).toEqual(before)
	await expect(there.client.runs.resume({ run: run.id })).rejects.toThrow('came from a file without what it takes')
	expect(await there.bytes.weights(run.id)).toEqual(await here.bytes.weights(id))
	await expect(here.bytes.download(id, 'predictions')).rejects.toThrow('has not looked at the test images')
})

test('a run that is here already is refused by its number; one that was removed comes back', async () => {
	const lab = open()
	const { run } = await trained(lab, slp())
	const file = await exported(lab, run.id, 'run')
	await expect(lab.bytes.import(file)).rejects.toThrow('This run is already here: run 1. Nothing was imported.')
	await lab.client.runs.remove({ runs: [1] })
	expect(await lab.bytes.import(file)).toMatchObject({
		restored: true,
		run: { id: 1, imported: null },
		sentence: 'This run was here and had been removed: run 1 is back, as it was.'
	})
	expect(await lab.client.runs.get({ run: 1 })).toEqual(run)
})

test('two imports of one file at once give one run', async () => {
	const [here, there] = [open(), open()]
	const { run } = await trained(here, slp())
	const file = await exported(here, run.id, 'run')
	const outcomes = await Promise.allSettled([there.bytes.import(file), there.bytes.import(file)])
	expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
	expect(await there.client.runs.list()).toHaveLength(1)
})

test('the file can be packed anew by another program', async () => {
	const [here, there] = [open(newHome()), open(newHome())]
	const { run } = await trained(here, slp())
	const files = unzipSync(await exported(here, run.id, 'run'))
	expect(Object.keys(files).sort()).toEqual([
		'README.txt',
		'epochs.csv',
		'model/model.json',
		'model/weights.bin',
		'recipe.json',
		'run.json',
		'test/probabilities.f32',
		'validation/1.u8',
		'validation/2.u8',
		'weights/2.bin'
	])
	expect(textOf(files['README.txt'] ?? new Uint8Array())).toContain('A run of Digit Lab')
	const again = zipSync({ ...files, '__MACOSX/._run.json': new Uint8Array(3) }, { level: 9 })
	expect((await importRun(there, again)).run).toMatchObject({ testAccuracy: run.testAccuracy })
})
