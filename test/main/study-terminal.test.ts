import { expect, test } from 'vitest'
import type { StudyCurve, StudyDetail, StudyPlan, StudyRow } from '../../src/shared/study/rows.ts'
import { runOn } from './lab-terminal.ts'
import { open } from './real-lab.ts'

// the terminal's commands about studies, on the real lab; what is trained is a single layer and 1,000 images

const small = ['--base', 'slp', '--limit', '1000', '--epochs', '1', '--seeds', '2']
const one = ['study', 'new', '--effect', 'learningRate', '--levels', '0.001,0.1', ...small]
const read = (lines: string[]): unknown => JSON.parse(lines[0] ?? '')
const pages = (lines: string[]) => lines.join('\n')

test('without a study every command says so, and which there could be', async () => {
	const lab = open()
	const none = await runOn(lab, 'study', 'list')
	expect(none.out).toEqual([expect.stringMatching(/^There is no study yet\. "study new --ready dropout" plans one/)])
	expect(await runOn(lab, 'study', 'list', '--json')).toEqual({ code: 0, out: [], err: [] })
	for (const deed of ['show', 'run', 'extend'])
		expect(await runOn(lab, 'study', deed, 'last')).toEqual({ code: 1, out: [], err: none.out })
	expect(await runOn(lab, 'study', 'show', 'first')).toMatchObject({
		code: 1,
		err: ['"first" is no study\'s number. "study list" lists those there are.']
	})
	expect(await runOn(lab, 'study', 'run', 'all')).toEqual({
		code: 0,
		out: [],
		err: ['No study has anything left to train.']
	})
})

test('all studies are trained by one command, listed, and shown as words and as numbers', async () => {
	const lab = open()
	const made = await runOn(lab, ...one, '--expect', 'the larger one')
	expect(made.code).toBe(0)
	expect(pages(made.out)).toMatch(
		/^Study 1: Effect of learning rate\n4 runs: 0\.001, 0\.1\nat most about \d+ s of training: seeds of a small/
	)
	expect(pages(made.out)).toMatch(/\n2 seeds show a difference of [\d.]+ standard deviations/)
	await runOn(lab, 'study', 'new', '--effect', 'batchSize', '--levels', '64,128', ...small, '--name', 'Batches')
	const before = await runOn(lab, 'study', 'list')
	expect(pages(before.out)).toMatch(/2\s+Batches\s+new\s+0\/4[^\n]*\n\s*1\s+Effect of learning rate\s+new\s+0\/4/)

	const trained = await runOn(lab, 'study', 'run', 'all', '--json')
	expect(trained.code).toBe(0)
	const ends = trained.out.map((line) => JSON.parse(line) as { kind: string; study: number; done: number })
	expect(ends.filter(({ kind }) => kind === 'done').map(({ study, done }) => [study, done])).toEqual([
		[1, 4],
		[2, 4]
	])
	const list = (await runOn(lab, 'study', 'list', '--json')).out.map((line) => JSON.parse(line) as StudyRow)
	expect(list.map(({ id, state, done }) => [id, state, done])).toEqual([
		[2, 'done', 4],
		[1, 'done', 4]
	])

	const numbers = read((await runOn(lab, 'study', 'show', '1', '--json')).out) as StudyDetail & {
		curves: StudyCurve[]
	}
	expect(numbers.curves).toEqual(await lab.client.studies.curves({ study: 1 }))
	expect(numbers.curves.map(({ title, points }) => [title, points.map(({ epoch }) => epoch)])).toEqual([
		['0.001', [1]],
		['0.1', [1]]
	])
	const shown = await runOn(lab, 'study', 'show', '1')
	const lines = pages(shown.out).split('\n')
	expect(lines.slice(0, 2)).toEqual([
		'Study 1: Effect of learning rate',
		'What is the effect of learning rate on accuracy?'
	])
	expect(lines[2]).toMatch(/^Expected \(written .* UTC, before any of its runs\): the larger one$/)
	expect(lines.slice(3, 6)).toEqual(['done, 4 of 4 runs', '', 'Validation accuracy'])
	for (const { title, spread } of numbers.result.settings)
		expect(lines).toContainEqual(
			expect.stringMatching(`^${title}( \\(base\\))?\\s+2\\s+${(100 * (spread.mean ?? 0)).toFixed(2)} %`)
		)
	for (const sentence of numbers.result.finding) expect(lines).toContain(sentence)

	// by another response the numbers are others
	const tested = await runOn(lab, 'study', 'show', '1', '--response', 'testAccuracy')
	expect(pages(tested.out)).toContain('\nTest accuracy\n')
	const { result } = await lab.client.studies.get({ study: 1, response: 'testAccuracy' })
	for (const sentence of result.finding) expect(pages(tested.out)).toContain(sentence)
	expect(result.settings[1]?.values).not.toEqual(numbers.result.settings[1]?.values)
	expect(await runOn(lab, 'study', 'show', '1', '--response', 'speed')).toMatchObject({
		code: 1,
		err: ['--response takes valAccuracy, testAccuracy, valLoss, seconds, gap; it is "speed".']
	})

	const more = await runOn(lab, 'study', 'extend', '1', '--seeds', '3', '--levels', '0.1,0.3')
	expect(more.out).toEqual(['Study 1 has 9 runs now, 5 of them still to be trained. "study run 1" does that.'])
	expect(read((await runOn(lab, 'study', 'extend', 'last', '--seeds', '2', '--json')).out)).toMatchObject({
		id: 2,
		runs: 4
	})
	for (const [words, sentence] of [
		[['--seeds', '1'], /it can have more, not fewer/],
		[['--draws', '4'], /Only a random search has draws/],
		[['--levels', '500'], /Learning rate takes numbers from 1e-7 to 100; "500" is none/],
		[['--and-levels', '1'], /does not vary second; its factors are learningRate/]
	] as const) {
		const refused = await runOn(lab, 'study', 'extend', '1', ...words)
		expect([refused.code, refused.err[0]]).toEqual([1, expect.stringMatching(sentence)])
	}
})

test('a question of the notebook, or all six, and two factors are planned by flags', async () => {
	const lab = open()
	const planned = async (...words: string[]) => {
		const { code, out, err } = await runOn(lab, 'study', 'new', ...words, '--json')
		expect([code, err]).toEqual([0, []])
		return out.map((line) => JSON.parse(line) as StudyRow & { plan: StudyPlan })
	}
	const scaled = ['--limit', '1000', '--epochs', '1', '--seeds', '2']
	const [dropout] = await planned('--ready', 'dropout', ...scaled)
	expect(dropout).toMatchObject({ name: 'Effect of dropout', plan: { runs: 8, settings: ['0', '0.1', '0.3', '0.5'] } })
	const kept = await lab.client.studies.get({ study: dropout?.id ?? 0 })
	expect(kept.study).toMatchObject({ base: { data: { limit: 1000 }, epochs: 1 }, preset: 'mlp-128-dropout', seeds: 2 })
	expect((await planned('--ready', 'all', ...scaled)).map(({ name }) => name)).toHaveLength(6)
	expect(await lab.client.studies.list()).toHaveLength(7)

	const [grid] = await planned(
		...['--effect', 'neurons', '--levels', '4,8', '--and', 'dropout', '--and-levels', '0,0.5', '--base', 'mlp-64'],
		...scaled
	)
	expect(grid).toMatchObject({
		name: 'Effect of neurons and dropout',
		question: 'What do neurons and dropout do together?',
		plan: { runs: 8, settings: ['4 × 0', '4 × 0.5', '8 × 0', '8 × 0.5'] }
	})
	for (const [words, sentence] of [
		[
			['--ready', 'colour'],
			'--ready takes dropout, neurons, optimizer, hiddenLayers, batchSize, epochs or all; it is "colour".'
		],
		[['--effect', 'dropout', '--and', 'colour'], 'There is no factor "colour". There are dropout, neurons'],
		[['--effect', 'dropout', '--and', 'dropout'], 'A grid takes two different factors.'],
		[['--ready', 'dropout', '--effect', 'neurons'], '--effect and --ready name two studies'],
		[[], 'Name what is varied with --effect (dropout, neurons']
	] as const)
		expect(await runOn(lab, 'study', 'new', ...words)).toMatchObject({
			code: 1,
			out: [],
			err: [expect.stringContaining(sentence)]
		})
})
