import { expect, test } from 'vitest'
import { runOn } from './lab-terminal.ts'
import { open } from './real-lab.ts'

// a random search in the terminal, on the real lab

const small = ['--base', 'slp', '--limit', '1000', '--epochs', '1', '--seeds', '2']
const read = (lines: string[]): unknown => JSON.parse(lines[0] ?? '')
const pages = (lines: string[]) => lines.join('\n')

test('a random search is planned by its ranges, trained, and extended by draws', async () => {
	const lab = open()
	const made = await runOn(
		lab,
		...['study', 'new', '--search', 'learningRate=0.0001..0.1', '--search', 'batchSize=16, 32,64'],
		...['--draws', '3', ...small, '--json']
	)
	expect([made.code, made.err]).toEqual([0, []])
	expect(read(made.out)).toMatchObject({ name: 'Search over learning rate and batch size', runs: 6 })
	const { study, result } = await lab.client.studies.get({ study: 1 })
	expect(study).toMatchObject({ question: 'Which learning rate and batch size do best?', seeds: 2 })
	expect(study.design).toEqual({
		kind: 'search',
		draws: 3,
		seed: 1,
		ranges: [
			{ factor: 'learningRate', from: 0.0001, to: 0.1, log: true },
			{ factor: 'batchSize', among: [16, 32, 64] }
		]
	})
	expect(result.settings).toHaveLength(3)
	expect((await runOn(lab, 'study', 'run', '1')).out[0]).toMatch(
		/^The mean is highest with learning rate 0\.\d+ · batch size/
	)
	const shown = pages((await runOn(lab, 'study', 'show', '1')).out)
	expect(shown).toMatch(/\n1: learning rate 0\.\d+ · batch size \d+ +2 +\d+\.\d\d %/)
	expect((await runOn(lab, 'study', 'extend', '1', '--draws', '5')).out[0]).toContain(
		'Study 1 has 10 runs now, 4 of them'
	)
	expect((await runOn(lab, 'study', 'extend', '1', '--levels', '7')).err[0]).toMatch(/has ranges and no levels/)
	// unless it is said, twelve are drawn
	await runOn(lab, 'study', 'new', '--search', 'neurons=16..256', '--limit', '1000', '--epochs', '1', '--json')
	expect((await lab.client.studies.get({ study: 2 })).study.design).toMatchObject({
		draws: 12
	})
})

test.each([
	[['--search', 'learningRate'], '--search takes a factor with its range, such as learningRate=0.0001..0.1'],
	[['--search', 'colour=1..2'], 'There is no factor "colour". There are dropout, neurons'],
	[['--search', 'learningRate=0.1..0.001'], 'from the smaller number to the larger one; 0.1 to 0.001 is no range.'],
	[['--search', 'learningRate=0.001..much'], '"0.001 to much" is no range of learningRate.'],
	[['--search', 'learningRate=0.1'], 'Levels of learning rate must be 2 to 20, such as 0.001, 0.003; there is 1.'],
	[['--search', 'learningRate='], 'Levels of learning rate must be 2 to 20, such as 0.001, 0.003; there are 0.'],
	[['--search', 'dropout=0..1.5'], 'Dropout takes numbers from 0 to 0.95; the range 0 to 1.5 leaves that.'],
	[['--search', 'optimizer=1..2'], 'Optimizer has no range: name those to draw from, such as sgd, rmsprop.'],
	[
		['--search', 'optimizer=sgd,lion'],
		'Optimizer takes sgd, rmsprop, adam, adagrad, adadelta; "lion" is none of them.'
	],
	[['--search', 'neurons=8..16', '--search', 'neurons=8..32'], 'Each factor can be searched once.'],
	[['--search', 'neurons=8..16', '--draws', 'many'], 'Draws must be a whole number from 2 to 100; it is "many".'],
	[['--search', 'neurons=8..16', '--draws', '1'], 'Draws must be a whole number from 2 to 100; it is 1.'],
	[['--effect', 'dropout', '--seeds', 'six'], 'Seeds must be a whole number from 1 to 100; it is "six".'],
	[['--search', 'neurons=8..16', '--effect', 'dropout'], '--effect and --search name two studies'],
	[['--search', 'neurons=8..16', '--and', 'dropout'], '--levels, --and and --and-levels go with --effect.'],
	[['--effect', 'dropout', '--draws', '5'], '--draws belongs to a random search: name its ranges with --search.']
])('study new %j is refused with a sentence', async (words, sentence) => {
	const lab = open()
	const refused = await runOn(lab, 'study', 'new', ...words)
	expect(refused).toMatchObject({ code: 1, out: [], err: [expect.stringContaining(sentence)] })
	expect(await lab.client.studies.list()).toEqual([])
})
