import { expect, test } from 'vitest'
import type { Terminal } from '../../../src/main/shells/terminal/door.ts'
import { runCommand } from '../../../src/main/shells/terminal/program.ts'
import { table } from '../../../src/main/shells/terminal/table.ts'
import { recipeFrom } from '../../../src/main/shells/terminal/train.ts'

const noFile = () => expect.fail('no file is read for a preset')
const recipe = (what: string, flags: Record<string, unknown>) => recipeFrom(what, flags, noFile).recipe

test('flags change the preset, and nothing else of it', () => {
	const changed = recipe('mlp-128-dropout', {
		epochs: '3',
		batchSize: '32',
		seed: '9',
		limit: '2000',
		validationShare: '0.1'
	})
	const { recipe: preset } = recipeFrom('mlp-128-dropout', {}, noFile)
	expect(changed).toEqual({
		...preset,
		epochs: 3,
		batchSize: 32,
		seed: 9,
		data: { set: 'mnist', limit: 2000 },
		validation: { share: 0.1, take: 'last' }
	})
})

test('another optimizer brings its usual learning rate unless one is given', () => {
	expect(recipe('slp', { optimizer: 'adam' })).toMatchObject({
		optimizer: { kind: 'adam', beta1: 0.9 },
		learningRate: 0.001
	})
	expect(recipe('slp', { learningRate: '0.5', optimizer: 'adam' })).toMatchObject({ learningRate: 0.5 })
	expect(recipe('slp', { optimizer: 'sgd', momentum: '0.9', nesterov: 'true' }).optimizer).toEqual({
		kind: 'sgd',
		momentum: 0.9,
		nesterov: true
	})
})

test('patience switches early stopping on; a knob that the chosen optimizer lacks is refused', () => {
	expect(recipe('slp', { patience: '3' }).earlyStopping).toEqual({ kind: 'patience', patience: 3, minDelta: 0 })
	expect(() => recipe('slp', { beta1: '0.5' })).toThrow('Optimizer sgd has no beta 1; adam has.')
})

test('hidden and dropout build a dense network', () => {
	const kinds = (flags: Record<string, unknown>) =>
		recipe('mlp-64', flags).layers.map((layer) => ('units' in layer ? layer.units : layer.kind))
	expect(kinds({ hidden: '128,32' })).toEqual([128, 32, 10])
	expect(kinds({ hidden: '128', dropout: '.2' })).toEqual([128, 'dropout', 10])
	expect(kinds({ dropout: '0.5' })).toEqual([64, 'dropout', 64, 'dropout', 10])
	expect(recipe('mlp-128-dropout', { dropout: '0' }).layers.some(({ kind }) => kind === 'dropout')).toBe(false)
	expect(() => recipe('slp', { hidden: '12,x' })).toThrow('--hidden takes up to 20 whole numbers')
	expect(() => recipe('slp', { hidden: '12', dropout: 'much' })).toThrow(
		'rate must be a number from 0 to 0.95; it is "much".'
	)
})

test('a recipe file is read, and one that is no JSON is refused by name', () => {
	const file = JSON.stringify({ layers: [{ kind: 'dense', units: 10, activation: 'softmax' }], epochs: 4 })
	expect(recipeFrom('my.json', { seed: '2' }, () => file)).toMatchObject({
		preset: null,
		recipe: { epochs: 4, seed: 2 }
	})
	expect(() => recipeFrom('my.json', {}, () => 'epochs: 4')).toThrow(/^my\.json is not JSON/)
	expect(() => recipeFrom('nope', {}, () => expect.fail())).toThrow(/"nope" is neither a preset \(slp, .*\) nor a file/)
})

test.each([
	['null', { epochs: '3' }, /my\.json holds no recipe/],
	['[1]', {}, /my\.json holds no recipe/],
	['{"epochs": 3}', { hidden: '64' }, null],
	['{"epochs": 3}', { dropout: '.2' }, /Layers must be a list of 1 to 40 layers/],
	['{"layers": "x"}', { dropout: '.2' }, /Layers must be a list/],
	['{"layers": [null]}', {}, /Layer 1/]
])('the recipe file %s with flags %j gives no stack trace', (text, flags, sentence) => {
	const read = () => recipeFrom('my.json', flags, () => text)
	if (sentence) expect(read).toThrow(sentence)
	else expect(read().recipe.layers).toHaveLength(2)
})

test('a network too large for the lab is refused in a sentence, however it was asked for', () => {
	expect(() => recipe('mlp-64', { hidden: '8192,8192' })).toThrow(/more than 50,000,000 do not fit this lab/)
})

test('columns are as wide as their widest cell, numbers to the right', () => {
	const columns = [
		{ title: 'name', cell: (row: { name: string }) => row.name },
		{ title: 'letters', right: true, cell: (row: { name: string }) => String(row.name.length) }
	]
	expect(table(columns, [{ name: 'ada' }, { name: 'grace' }])).toBe(
		['name   letters', 'ada          3', 'grace        5'].join('\n')
	)
})

/** A terminal whose lab must not be opened, and what was said in it. */
function quiet() {
	const lines: { out: string[]; err: string[] } = { out: [], err: [] }
	const never = () => expect.fail('the lab is not needed for this')
	const terminal: Terminal = {
		open: never,
		serve: never,
		examine: never,
		recover: never,
		readFile: never,
		readBytes: never,
		exists: never,
		writeFile: never,
		write: (line) => void lines.out.push(line),
		say: (line) => void lines.err.push(line),
		show: () => undefined,
		onInterrupt: () => () => undefined
	}
	return { terminal, lines }
}

test.each([
	['no such command', ['trian'], 2, /unknown command 'trian'[^]*Did you mean train/],
	['a flag that is misspelt', ['train', 'slp', '--epoch', '3'], 2, /Did you mean --epochs/],
	['nothing to train', ['train'], 2, /missing required argument/],
	[
		'a number that cannot be',
		['train', 'slp', '--epochs', '0'],
		1,
		/^Epochs must be a whole number from 1 to 10,000; it is 0\.$/
	],
	['a port that cannot be', ['serve', '--port', 'http'], 1, /--port takes a whole number/]
])('%s is answered on stderr with the right code', async (_, words, code, sentence) => {
	const { terminal, lines } = quiet()
	expect(await runCommand(words, terminal, '0')).toBe(code)
	expect(lines.err.join('\n')).toMatch(sentence)
	expect(lines.out).toEqual([])
})

test('presets --json gives one object a line', async () => {
	const { terminal, lines } = quiet()
	expect(await runCommand(['presets', '--json'], terminal, '0')).toBe(0)
	expect(lines.out.map((line) => (JSON.parse(line) as { name: string }).name)).toContain('mlp-64')
})

test('help names every command and goes to stdout', async () => {
	const { terminal, lines } = quiet()
	expect(await runCommand(['--help'], terminal, '0')).toBe(0)
	for (const command of ['presets', 'train', 'runs', 'show', 'delete', 'export', 'import', 'serve', 'doctor'])
		expect(lines.out.join('\n')).toContain(command)
})
