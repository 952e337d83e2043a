import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EpochPoint, RunDetail, RunRow } from '../../src/shared/runs.ts'
import { newHome } from './place.ts'
import { lab, objects, startLab } from './terminal.ts'

type Line =
	| { kind: 'started'; run: number; parameters: number; backend: unknown }
	| ({ kind: 'epoch' } & EpochPoint)
	| { kind: 'finished'; run: number; testLoss: number; testAccuracy: number; seconds: number }

/** `runs --json`, which must have found one run. */
async function onlyRun(home: string): Promise<RunRow> {
	const { code, stdout } = await lab(home, 'runs', '--json')
	expect(code).toBe(0)
	const runs = objects<RunRow>(stdout)
	expect(runs).toHaveLength(1)
	return runs[0] as RunRow
}

/** Starts a long training and gives it when it has printed so many epochs. */
async function trainUntil(home: string, epochs: number) {
	const training = startLab(home, ['train', 'slp', '--limit', '2000', '--epochs', '5000', '--json'])
	for await (const line of training.lines) {
		const told = JSON.parse(line) as Line
		if (told.kind === 'epoch' && told.epoch >= epochs) break
	}
	return training
}

describe('in the terminal', () => {
	test('a run is told line by line, and found afterwards', async () => {
		const home = await newHome()
		const { code, stdout } = await lab(home, 'train', 'slp', '--limit', '2000', '--epochs', '2', '--json')
		expect(code).toBe(0)
		const [started, first, second, finished, ...more] = objects<Line>(stdout)
		expect(started).toMatchObject({ kind: 'started', run: 1, parameters: 7850 })
		expect(first).toMatchObject({ kind: 'epoch', epoch: 1 })
		expect(second).toMatchObject({ kind: 'epoch', epoch: 2 })
		expect(finished).toMatchObject({ kind: 'finished', run: 1 })
		expect(more).toEqual([])
		if (second?.kind !== 'epoch' || finished?.kind !== 'finished') throw new Error('the lines are in the wrong order')
		expect(second.accuracy).toBeGreaterThan(0.2)
		expect(finished.testAccuracy).toBeGreaterThan(0.3)

		const row = await onlyRun(home)
		expect(row).toMatchObject({ id: 1, status: 'finished', epochsDone: 2, testAccuracy: finished.testAccuracy })
		const shown = await lab(home, 'show', '1', '--json')
		const run = JSON.parse(shown.stdout) as Omit<RunDetail, 'epochs'> & { run: number; epochs: EpochPoint[] }
		expect(run).toMatchObject({ run: 1, recipe: { data: { limit: 2000 }, epochs: 2 }, test: { count: 10_000 } })
		expect(run.epochs.map(({ epoch, loss }) => ({ epoch, loss }))).toEqual(
			[first, second].map((line) => line?.kind === 'epoch' && { epoch: line.epoch, loss: line.loss })
		)
	})

	test('Ctrl-C keeps the run as stopped', async () => {
		const home = await newHome()
		const training = await trainUntil(home, 2)
		training.child.kill('SIGINT')
		expect((await training.ended).code).toBe(130)
		const row = await onlyRun(home)
		expect(row.status).toBe('stopped')
		expect(row.epochsDone).toBeGreaterThanOrEqual(2)
	})

	test('a run that was killed says interrupted, with every epoch that had ended', async () => {
		const home = await newHome()
		const training = await trainUntil(home, 3)
		training.child.kill('SIGKILL')
		const told = objects<Line>((await training.ended).stdout.replace(/[^\n]*$/, '')).filter(
			({ kind }) => kind === 'epoch'
		)
		const row = await onlyRun(home)
		expect(row.status).toBe('interrupted')
		expect(row.epochsDone).toBeGreaterThanOrEqual(told.length)
		const { stdout } = await lab(home, 'show', '1', '--json')
		const { epochs } = JSON.parse(stdout) as { epochs: EpochPoint[] }
		expect(epochs.slice(0, told.length).map((point) => ({ kind: 'epoch', ...point }))).toEqual(told)
	})
})

describe('a refusal is a sentence', () => {
	const flattened = {
		layers: [
			{ kind: 'flatten' },
			{ kind: 'conv2d', filters: 8, kernelSize: 3 },
			{ kind: 'flatten' },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		]
	}

	async function refused(home: string, ...words: string[]) {
		const { code, stdout, stderr } = await lab(home, ...words)
		expect([1, 2]).toContain(code)
		expect(stdout).toBe('')
		expect(stderr).not.toMatch(/^\s+at |Error:|node:|file:/m)
		expect(stderr.trim()).toMatch(/[.?)]$/)
		return stderr
	}

	test.each([
		['no epochs', ['slp', '--epochs', '0'], 'Epochs must be a whole number from 1 to 10,000; it is 0.'],
		['an optimizer that is not there', ['slp', '--optimizer', 'adamm'], 'Did you mean adam?'],
		['a preset that is not there', ['slpp'], 'slp'],
		['a flag that is not there', ['slp', '--epoch', '3'], '--epochs']
	])('for %s', async (_what, words, sentence) => {
		expect(await refused(await newHome(), 'train', ...words)).toContain(sentence)
	})

	test('for a recipe file that is not JSON', async () => {
		const home = await newHome()
		const file = join(home, 'recipe.json')
		await writeFile(file, '{ layers: ')
		expect(await refused(home, 'train', file)).toContain(file)
	})

	test('for a convolution after the picture was flattened', async () => {
		const home = await newHome()
		const file = join(home, 'recipe.json')
		await writeFile(file, JSON.stringify(flattened))
		expect(await refused(home, 'train', file)).toContain('Layer 2 (conv2d) needs a height × width × channels picture')
	})

	test('for a run that is not there', async () => {
		expect(await refused(await newHome(), 'show', '7')).toContain('There is no run 7')
	})

	test('for a home that is a file', async () => {
		const file = join(await newHome(), 'file')
		await writeFile(file, '')
		expect(await refused(file, 'runs')).toContain(file)
	})

	test('for a home that cannot be written', async (ctx) => {
		if (process.getuid?.() === 0) ctx.skip('not run: root may write everywhere')
		const home = join(await newHome(), 'locked')
		await mkdir(home)
		await chmod(home, 0o500)
		expect(await refused(home, 'train', 'slp', '--epochs', '1')).toContain(home)
	})

	test('for a home that nobody can write', async (ctx) => {
		if (process.platform !== 'linux') ctx.skip('not run: only Linux has /sys')
		expect(await refused('/sys/digit-lab', 'train', 'slp', '--epochs', '1')).toContain('/sys/digit-lab')
	})

	test('a history is backed up while it trains, and recovered in another home', async () => {
		const home = await newHome()
		expect((await lab(home, 'train', 'slp', '--limit', '2000', '--epochs', '2')).code).toBe(0)
		const training = await trainUntil(home, 3)
		const file = join(home, 'kept', 'backup.sqlite')
		const made = await lab(home, 'backup', file, '--json')
		training.child.kill('SIGINT')
		await training.ended
		expect(objects(made.stdout)).toEqual([{ kind: 'backup', file, bytes: (await stat(file)).size, leftOut: 0 }])
		expect((await lab(home, 'backup', file)).stderr).toContain('is there already')

		const other = await newHome()
		const recovered = await lab(other, 'recover', file)
		expect(recovered).toMatchObject({ code: 0, stdout: '2 runs recovered.\n' })
		const [second, first] = objects<RunRow>((await lab(other, 'runs', '--json')).stdout)
		expect(first).toMatchObject({ id: 1, status: 'finished', epochsDone: 2 })
		// the other one was training when the copy was made, and has its epochs
		expect(second).toMatchObject({ id: 2, status: 'interrupted' })
		expect(second?.epochsDone).toBeGreaterThanOrEqual(3)
	})
})
