import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RunComparison } from '../../src/shared/comparing.ts'
import type { RunRow } from '../../src/shared/runs.ts'
import { doors } from './doors.ts'
import { complaints, go } from './page.ts'
import { newHome } from './place.ts'
import { lab, objects } from './terminal.ts'

// the notebook's whole programme on all of MNIST, each of its models with one epoch

const models = ['slp', 'mlp-64', 'mlp-128-dropout', 'mlp-512-dropout']
const percent = (share: number) => `${(100 * share).toFixed(2)} %`
type Line = { kind: 'written'; path: string; bytes: number } | ({ kind: 'comparison' } & RunComparison)

test('the terminal trains the four models, writes about data, runs and comparison, and does none of it twice', async () => {
	const home = await newHome()
	const to = join(home, 'out')
	const words = ['reproduce-notebook', '--to', to, '--epochs-scale', '0.01']
	const read = (name: string) => readFileSync(join(to, name), 'utf8')
	const runsThere = async () => objects<RunRow>((await lab(home, 'runs', '--json')).stdout).reverse()

	const { code, stdout, stderr } = await lab(home, ...words, '--json')
	expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
	const lines = objects<Line>(stdout)
	const written = lines.flatMap((line) => (line.kind === 'written' ? [line] : []))
	for (const { path, bytes } of written) expect(readFileSync(path)).toHaveLength(bytes)
	const runs = await runsThere()
	expect(runs.map(({ name, status, epochs }) => [name, status, epochs])).toEqual(
		models.map((name) => [name, 'finished', 1])
	)

	// every number that is printed as words is there for a script as well
	const comparison = lines.at(-1)
	if (comparison?.kind !== 'comparison') throw new Error('the last line is no comparison')
	expect(comparison.runs.map(({ run, accuracy }) => [run, accuracy])).toEqual(
		runs.map(({ id, testAccuracy }) => [id, testAccuracy])
	)
	expect(comparison.pairs).toHaveLength(6)

	const markdown = read('report.md')
	const heads = [...markdown.matchAll(/^## (.+)$/gm)].map(([, head]) => head)
	expect(heads).toEqual([
		...['Question', 'Data', 'What is in the data', 'Methods'],
		...['Results', 'Comparison', 'Limits', 'Conclusion']
	])
	expect(markdown).toContain('They were trained for 0.01 times the notebook’s epochs.')
	for (const { name, id, testAccuracy } of runs) {
		expect(markdown).toContain(`### ${name}, run ${id}: learning`)
		expect(markdown).toContain(`### ${name}, run ${id}: where it is wrong`)
		expect(markdown).toContain(`| ${percent(testAccuracy ?? 0)} |`)
	}
	expect(markdown).toContain('### Are the classes balanced?')
	const pictures = [...markdown.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path)
	expect(pictures.map((path) => join(to, path)).sort()).toEqual(
		written.flatMap(({ path }) => (dirname(path) === join(to, 'report-pictures') ? [path] : [])).sort()
	)
	for (const name of ['comparison.svg', 'cost.svg', 'run-4.svg', 'mistakes-4.svg', 'analysis-balance.svg'])
		expect(read(`report-pictures/${name}`)).toMatch(/^<svg xmlns=/)
	const page = read('report.html')
	for (const { testAccuracy } of runs) expect(page).toContain(percent(testAccuracy ?? 0))
	expect(read('tables.tex')).toContain('\\toprule')
	expect(read('runs.csv').trimEnd().split('\n')).toHaveLength(5)

	const again = await lab(home, ...words)
	expect(again).toMatchObject({ code: 1, stdout: '' })
	expect(again.stderr).toContain('report.html is there already')
	const told = await lab(home, ...words, '--force')
	expect(told.code).toBe(0)
	expect(told.stdout).toContain('after Holm')
	for (const { accuracy } of comparison.runs) expect(told.stdout).toContain(percent(accuracy))
	expect((await runsThere()).map(({ id }) => id)).toEqual(runs.map(({ id }) => id))
}, 300_000)

test('an odd number of epochs is refused before anything is trained', async () => {
	const home = await newHome()
	for (const scale of ['0', '', '11', 'all'])
		expect(await lab(home, 'reproduce-notebook', '--to', join(home, 'out'), '--epochs-scale', scale)).toMatchObject({
			code: 1,
			stdout: '',
			stderr: expect.stringContaining(`--epochs-scale takes a number from 0.01 to 10; it is "${scale}".`) as string
		})
	expect((await lab(home, 'runs', '--json')).stdout).toBe('')
})

// a window adds nothing here that other stories do not show, and four models take their time
describe.each(doors.filter(({ name }) => !name.includes('stand-in')))('through $name', ({ missing, open }) => {
	beforeEach((ctx) => {
		if (missing) ctx.skip(missing)
	})

	test('one button trains the four models, and the report about them fills itself', async () => {
		const { page, close } = await open(await newHome())
		await go(page, 'Runs')
		await page.getByRole('link', { name: 'Reports' }).click()
		await page.getByLabel('How long to train').selectOption('with a fiftieth, to try it')
		await page.getByText('slp 1 epoch · mlp-64 2 epochs · mlp-128-dropout 1 epoch · mlp-512-dropout 1 epoch').waitFor()
		await page.getByRole('button', { name: 'Reproduce the notebook' }).click()
		const title = page.getByRole('textbox', { name: 'Title of the report' })
		await title.waitFor()
		expect(await title.inputValue()).toBe('The notebook, reproduced')
		await page.getByText('run 4 is queued. The numbers follow by themselves.').waitFor()
		const comparison = page.getByRole('region', { name: 'Comparison', exact: true })
		await comparison.getByText(/^The 4 runs are not all alike/).waitFor({ timeout: 120_000 })
		await comparison.getByText(/^mlp-512-dropout has the best validation accuracy/).waitFor()
		for (const [place, name] of models.entries())
			await page.getByRole('heading', { name: `${name}, run ${place + 1}: learning` }).waitFor()
		await page.getByRole('heading', { name: 'Are the classes balanced?' }).waitFor({ timeout: 120_000 })
		await page.getByText('The numbers follow by themselves.').waitFor({ state: 'detached' })
		// the browser itself minds that there is no map of the images, which the report takes only where it was drawn before
		expect((await complaints(page)).filter((one) => !one.includes('409 (Conflict)'))).toEqual([])
		await close()
	}, 300_000)
})
