import { expect, test } from 'vitest'
import { interaction } from '../../src/main/judge/studies/interaction.ts'
import type { Lab } from '../../src/main/lab.ts'
import type { Drawing } from '../../src/shared/figures/drawing.ts'
import { studySections } from '../../src/shared/study/sections.ts'
import type { StudyInput } from '../../src/shared/study/study.ts'
import { isDone, small, until } from './a-study.ts'
import { open } from './real-lab.ts'

// designs of more than one factor, really trained: 1,000 images, a single layer, one or two epochs

async function trainedStudy(lab: Lab, study: StudyInput) {
	const { id } = await lab.client.studies.create({ study })
	await lab.client.studies.start({ study: id })
	expect(await until(lab, id, isDone)).toMatchObject({ failed: 0 })
	const detail = await lab.client.studies.get({ study: id })
	return { id, detail, curves: await lab.client.studies.curves({ study: id }) }
}
const texts = ({ shapes }: Drawing, look: string) =>
	shapes.flatMap((shape) => (shape.kind === 'text' && shape.look === look ? [shape.text] : []))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('a grid of 2 × 2 trains every pair of levels, tests their interaction, and shows a number for each pair', async () => {
	const lab = open()
	const rates = { factor: 'learningRate', levels: [0.1, 0.001] }
	const epochs = { factor: 'epochs', levels: [2, 1] }
	const { detail, curves } = await trainedStudy(
		lab,
		small({
			base: { ...small().base, learningRate: 0.1 },
			design: { kind: 'grid', factors: [rates, epochs] },
			seeds: 2
		})
	)
	expect(detail).toMatchObject({ runs: 8, done: 8 })
	const { settings, interaction: found, finding } = detail.result
	expect(settings.map(({ levels, title, base }) => [levels, title, base])).toEqual([
		[[0.1, 2], '0.1 × 2', true],
		[[0.1, 1], '0.1 × 1', false],
		[[0.001, 2], '0.001 × 2', false],
		[[0.001, 1], '0.001 × 1', false]
	])
	// every number is that of a run with these levels and this seed
	const values: number[][] = []
	for (const [place, runs] of detail.places.entries()) {
		const own: number[] = []
		for (const [seed, { run }] of runs.entries()) {
			const { points, recipe } = await lab.client.runs.get({ run: run ?? 0 })
			const [learningRate, count] = settings[place]?.levels ?? []
			expect(recipe).toMatchObject({ learningRate, epochs: count, seed: seed + 1 })
			own.push(points.at(-1)?.valAccuracy ?? NaN)
		}
		values.push(own)
	}
	expect(settings.map((one) => one.values)).toEqual(values)
	const [a = [], b = [], c = [], d = []] = values
	expect(found).toEqual(
		interaction([
			[a, b],
			[c, d]
		])
	)
	expect(found?.freedom).toEqual([1, 3])

	// a hundredth of the learning rate cannot learn as much in two epochs
	expect(mean(c)).toBeLessThan(mean(a))
	// the sentences say what the numbers say
	const isShown = settings.some(({ difference }) => (difference?.holm ?? 1) < 0.05)
	expect(finding[0]).toMatch(
		isShown
			? /^Learning rate and epochs change validation accuracy: compared with 0\.1 × 2, /
			: /^No effect of learning rate and epochs on validation accuracy could be shown: no level differs from 0\.1 × 2 /
	)
	expect(finding[1]).toMatch(
		(found?.p ?? 1) < 0.05
			? /^What learning rate does depends on epochs \(interaction, p/
			: /^That what learning rate does depends on epochs could not be shown \(interaction, p/
	)
	const best = [...settings].sort((x, y) => (y.spread.mean ?? 0) - (x.spread.mean ?? 0))[0]
	expect(finding[2]).toContain(`The mean is highest with ${best?.title}:`)

	const grid = studySections(detail, curves).find(({ id }) => id === 'grid')
	const shown = values.map((own) => `${(100 * mean(own)).toFixed(2)} %`)
	expect(grid?.says[0]).toBe(
		`Interaction: F(1, 3) = ${found?.f.toFixed(2)}, ${/\(interaction, (.+)\)/.exec(finding[1] ?? '')?.[1]}, seeds as blocks.`
	)
	expect(grid?.says[1]).toMatch(/^This test takes chance to be alike in all settings/)
	expect(grid?.table?.columns.map(({ title }) => title)).toEqual(['learning rate \\ epochs', '2', '1'])
	expect(grid?.table?.rows).toEqual([
		['0.1', ...shown.slice(0, 2)],
		['0.001', ...shown.slice(2)]
	])
	if (grid?.figure?.kind !== 'drawing') throw new Error('there is no heat table')
	const drawing = grid.figure.draw(600)
	expect(texts(drawing, 'value')).toEqual(shown)
	expect(drawing.shapes.flatMap(({ says }) => says ?? [])[1]).toBe(`0.1 and 1: ${shown[1]}`)
})

test('a grid that is half trained shows what it knows, and says nothing of the interaction', async () => {
	const lab = open()
	const factors: Extract<StudyInput['design'], { kind: 'grid' }>['factors'] = [
		{ factor: 'learningRate', levels: [0.1, 0.001] },
		{ factor: 'batchSize', levels: [64, 128] }
	]
	const { id } = await lab.client.studies.create({
		study: small({ base: { ...small().base, epochs: 1 }, design: { kind: 'grid', factors }, seeds: 1 })
	})
	await lab.client.studies.start({ study: id })
	await until(lab, id, isDone)
	await lab.client.studies.extend({ study: id, levels: { batchSize: [32] }, seeds: 2 })
	const detail = await lab.client.studies.get({ study: id })
	expect(detail).toMatchObject({ runs: 12, done: 4 })
	expect(detail.result.interaction).toBeNull()
	expect(detail.result.finding[0]).toMatch(/^At least two seeds of the base and of another level are needed/)
	const grid = studySections(detail, []).find((one) => one.id === 'grid')
	expect(grid?.says).toEqual([
		'Whether one factor’s effect depends on the other is said when every pair of levels has two seeds.'
	])
	expect(grid?.table?.rows.map((row) => row.map((cell) => cell === '–'))).toEqual(
		Array(2).fill([false, false, false, true])
	)
})

test('a random search of three draws trains them all, ranks them, names the best and warns of it', async () => {
	const lab = open()
	const { id, detail, curves } = await trainedStudy(
		lab,
		small({
			base: { ...small().base, epochs: 1 },
			design: {
				kind: 'search',
				draws: 3,
				ranges: [
					{ factor: 'learningRate', from: 0.0001, to: 0.1, log: true },
					{ factor: 'batchSize', from: 16, to: 64 }
				]
			},
			seeds: 2
		})
	)
	expect(detail).toMatchObject({ runs: 6, done: 6 })
	const { settings, finding, interaction: found } = detail.result
	expect(settings).toHaveLength(3)
	expect(settings.every(({ base, difference }) => !base && difference === null)).toBe(true)
	expect(found).toBeNull()
	for (const [place, { levels, title }] of settings.entries()) {
		const [learningRate, batchSize] = levels as [number, number]
		expect(learningRate >= 0.0001 && learningRate <= 0.1 && batchSize >= 16 && batchSize <= 64).toBe(true)
		expect(title).toBe(`learning rate ${learningRate} · batch size ${batchSize}`)
		const { recipe, points } = await lab.client.runs.get({ run: detail.places[place]?.[1]?.run ?? 0 })
		expect(recipe).toMatchObject({ learningRate, batchSize, seed: 2 })
		expect(settings[place]?.values[1]).toBe(points.at(-1)?.valAccuracy)
	}
	const ranked = [...settings].sort((a, b) => (b.spread.mean ?? 0) - (a.spread.mean ?? 0))
	expect(finding).toEqual([
		`The mean is highest with ${ranked[0]?.title}: ${(100 * (ranked[0]?.spread.mean ?? 0)).toFixed(2)} % over 2 runs.`,
		expect.stringMatching(/^The best of 3 draws looks better than it is/)
	])
	const sections = studySections(detail, curves)
	expect(sections.map((section) => section.id)).toEqual(['runs', 'curves'])
	expect(sections[0]?.table?.rows.map(([name]) => name)).toEqual(
		ranked.map(({ title }, rank) => `${rank + 1}: ${title}`)
	)
	expect(sections[1]?.table?.columns.map(({ title }) => title)).toEqual(['epoch', 'draw 1', 'draw 2', 'draw 3'])

	// more draws begin with the same ones, which are not trained again
	expect(await lab.client.studies.extend({ study: id, draws: 4 })).toMatchObject({ runs: 8, done: 6 })
	const more = await lab.client.studies.get({ study: id })
	expect(more.result.settings.slice(0, 3).map(({ levels }) => levels)).toEqual(settings.map(({ levels }) => levels))
})
