import { expect, test } from 'vitest'
import { runsHtml } from '../../../src/main/report/runs-html.ts'
import { runsMarkdown } from '../../../src/main/report/runs-markdown.ts'
import { runsCsv, runsLatex } from '../../../src/main/report/runs-tables.ts'
import { findsNothing, type Material } from '../../../src/shared/reporting/material.ts'
import { usualOutline, withAnalysis } from '../../../src/shared/reporting/outline.ts'
import { writeReport } from '../../../src/shared/reporting/write.ts'
import { findPreset } from '../../../src/shared/presets.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import type { Environment, RunDetail } from '../../../src/shared/runs.ts'
import { wilson } from '../../../src/shared/wilson.ts'
import { tileImages } from '../../../src/main/runs/tile-images.ts'
import { aRun } from '../../shared/a-run.ts'
import { made } from './a-set.ts'

const detail = (id: number, change: Partial<RunDetail> = {}): RunDetail => ({
	...aRun({ id }),
	uid: String(id),
	recipe: recipeSchema.parse(findPreset('mlp-64')?.recipe),
	recipeHash: 'a'.repeat(64),
	environment: null,
	peakMemory: null,
	summary: [],
	points: [1, 2, 3].map((epoch) => ({
		...{ epoch, loss: 1 / epoch, accuracy: 1 - 0.1 / epoch, learningRate: 0.01, seconds: 1 },
		...{ valLoss: 1.1 / epoch, valAccuracy: 1 - 0.2 / epoch }
	})),
	weightsEpoch: 3,
	predictedEpochs: [],
	test: { loss: 0.1, accuracy: 0.9722, correct: 9722, count: 10_000, interval: wilson(9722, 10_000), epoch: 3 },
	judgement: null,
	...change
})
const material = (...runs: RunDetail[]): Material => ({
	runs,
	comparison: null,
	why: findsNothing(runs),
	studies: [],
	data: null
})
/** What Markdown and its pictures of SVG are, path by path. */
const textFiles = (found: Material, title = 't', lead = 'l') =>
	[...runsMarkdown(title, lead, write(found, title), 'pictures')].map(({ path, text }) =>
		typeof text === 'string' ? { path, text } : expect.fail(`${path} is no text`)
	)
const hostile = '<script>alert(1)</script> & "50 %" | $_{^~\\'
const write = (found: Material, title = 'A report') => {
	const outline = usualOutline([1], [], title)
	const blocks = outline.blocks.map((block) => (block.kind === 'question' ? { ...block, text: hostile } : block))
	return writeReport({ ...outline, blocks }, found)
}

test('a name is text wherever it comes to stand', () => {
	const found = material(detail(1, { name: hostile }))
	const html = [...runsHtml(hostile, hostile, write(found))].join('')
	expect(html).not.toContain('<script>')
	expect(html).toContain('&#60;script&#62;')
	const latex = runsLatex(hostile, hostile, write(found))
	expect(latex).toContain('50 \\%" | \\$\\_\\{\\textasciicircum{}\\textasciitilde{}\\textbackslash{}')
	const files = textFiles(found, hostile, hostile)
	const markdown = files.at(-1)?.text ?? ''
	expect(
		markdown
			.split('\n')
			.filter((line) => line.startsWith('|'))
			.join('\n')
	).not.toContain('<script>')
	expect(files.slice(0, -1).map(({ text }) => text.includes('<script>'))).not.toContain(true)
	expect(runsCsv(material(detail(1, { name: '=1+1, "x"' })))).toContain(`"'=1+1, ""x"""`)
})

test('every row of a table in Markdown has as many cells as its head', () => {
	const lines = (textFiles(material(detail(1), detail(2))).at(-1)?.text ?? '')
		.split('\n')
		.filter((line) => line.startsWith('|'))
	const cells = (line: string) => line.split(/(?<!\\)\|/).length
	let head = 0
	for (const [at, line] of lines.entries()) {
		if (/^\| -/.test(line)) head = cells(lines[at - 1] ?? '')
		if (head > 0 && !/^\| -/.test(lines[at + 1] ?? '')) expect(cells(line)).toBe(head)
	}
	expect(head).toBeGreaterThan(2)
})

test('a picture for Markdown stands for itself: a file of SVG with its colours in it', () => {
	const files = textFiles(material(detail(1)))
	const picture = files.find(({ path }) => path === 'pictures/results.svg')?.text ?? ''
	expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*><style>/)
	expect(picture).not.toContain('light-dark')
	// of the colours none is called by a name that only browsers know
	expect(picture).not.toMatch(/(fill|stroke): var\(/)
	expect(files.at(-1)?.text).toContain('](pictures/results.svg)')
})

test('runs of other test images, and a single run, are written about and not compared', () => {
	expect(findsNothing([detail(1)])).toBe('It takes two finished runs or more to compare.')
	const other = detail(2, { testKey: 'other', dataName: 'Letters' })
	expect(findsNothing([detail(1), other])).toContain('was judged by other images than mlp-64, run 1 (MNIST)')
	expect(findsNothing([detail(1), detail(2)])).toBeNull()
	const chapters = write(material(detail(1), other))
	const said = chapters.find(({ kind }) => kind === 'comparison')?.sections[0]
	expect(said).toMatchObject({ title: 'Nothing to compare', figure: null })
})

test('a long name is cut at its end in the picture of all runs, and the run is still told by its number', () => {
	const name = 'It learns with all that I know of: dropout and Adam and seed'
	const results = write(material(detail(1, { name }), detail(12, { name }))).find(({ kind }) => kind === 'results')
	const figure = results?.sections[0]?.figure
	const shapes = figure?.kind === 'drawing' ? figure.draw(680).shapes : []
	expect(shapes.flatMap((shape) => (shape.kind === 'text' && shape.look === 'name' ? [shape.text] : []))).toEqual([
		expect.stringMatching(/^It learns with .*…, run 1$/),
		expect.stringMatching(/^It learns with .*…, run 12$/)
	])
})

test('every place of a page has an address of its own, and the contents lead to those that are there', () => {
	const html = [...runsHtml('t', 'l', write(material(detail(1), detail(2))))].join('')
	const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
	expect(ids).toEqual([...new Set(ids)])
	for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
})

test('a version and a hash are not broken over lines in a page', () => {
	const environment: Environment = {
		lab: '0.1.0',
		node: '24',
		platform: 'linux',
		cpu: 'a processor',
		threads: 2,
		backend: 'native',
		tensorflow: '2.21',
		oneDnn: true,
		dataSha256: '0'.repeat(64)
	}
	const html = [...runsHtml('t', 'l', write(material(detail(1, { environment }))))].join('')
	expect(html).toContain('<td class="whole">0.1.0</td>')
	expect(html).toContain('<td class="whole">aaaaaaaaaaaa</td>')
	expect(html).toContain('.whole { white-space: nowrap; }')
})

test('how far validation lies from training is said in points', () => {
	const point = { epoch: 1, loss: 1, valLoss: 1, learningRate: 0.01, seconds: 1 }
	const said = (accuracy: number, valAccuracy: number) =>
		JSON.stringify(write(material(detail(1, { points: [{ ...point, accuracy, valAccuracy }] }))))
	expect(said(0.8696, 0.8848)).toContain(
		'After 1 epoch 86.96 % of the training images were recognised and 88.48 % of the validation images, 1.52 points more.'
	)
	expect(said(0.9, 0.85)).toContain('85.00 % of the validation images, 5.00 points less.')
})

test('what has not finished is said, and its numbers are dashes', () => {
	const found = material(detail(1), detail(2, { status: 'training', test: null, points: [] }))
	const text = JSON.stringify(write(found))
	expect(text).toContain('mlp-64, run 2 has not been judged: it is training.')
	const [, , row = ''] = runsCsv(found).split('\n')
	expect(row.split(',').filter((cell) => cell === '').length).toBeGreaterThan(5)
})

test('what is in the data stands in a report with its images: a page holds them, Markdown names a picture for each section', async () => {
	const { subject, analysis } = made(true)
	const data = { set: 'mine', name: subject.name, analysis, map: null }
	const chapters = writeReport(withAnalysis(usualOutline([1])), { ...material(detail(1)), data })
	expect(chapters.map(({ kind }) => kind).slice(0, 4)).toEqual(['question', 'data', 'analysis', 'methods'])
	const asked: string[] = []
	const source = await tileImages(data, chapters, (set, part, images) => {
		asked.push(`${set} ${part}`)
		const { pixels } = subject[part].images
		return Uint8Array.from(images.flatMap((image) => [...pixels.subarray(image * 30, (image + 1) * 30)]))
	})
	expect(new Set(asked)).toEqual(new Set(['mine training', 'mine test']))
	expect(source.pixels('training', 8)).toEqual(subject.training.images.pixels.subarray(240, 270))
	const html = [...runsHtml('t', 'l', chapters, source)].join('')
	const sections = chapters.find(({ kind }) => kind === 'analysis')?.sections ?? []
	expect(sections.length).toBeGreaterThan(10)
	for (const { id } of sections) expect(html).toContain(`<section id="${id}">`)
	expect(html).toContain('img-src data:')
	expect(html).not.toMatch(/<script|<b>bold/)
	const sheets = [...runsMarkdown('t', 'l', chapters, 'pictures', source)].filter(({ path }) => path.endsWith('.png'))
	const pictured = sections.filter(({ figure }) => figure !== null && figure.kind !== 'drawing')
	expect(sheets.map(({ path }) => path)).toEqual(pictured.map(({ id }) => `pictures/${id}.png`))
	for (const { text } of sheets) expect(text.slice(0, 4)).toEqual(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))
})
