import { parseXml } from './xml.ts'
import { describe, expect, it } from 'vitest'
import { curveCsv } from '../../../src/renderer/parts/curves/csv.ts'
import { curveSvg } from '../../../src/renderer/parts/curves/curve-svg.ts'
import { fileName } from '../../../src/renderer/parts/curves/file.ts'
import { lineOf, pointsOf, viewOf } from './view.ts'

const size = { width: 800, height: 480 }
const ink = (token: string) => `rgb(0, 0, ${token.length})`
const points = pointsOf([0.6, 0.7, 0.8, 0.9])
const training = lineOf(points, { key: 'training', name: 'training', dash: [], value: ({ accuracy }) => accuracy })

describe('the SVG of a curve', () => {
	const best = { x: 4, y: 0.9, epoch: 4, seconds: 8, color: '--s2' }

	it('is well formed and says in words what it shows', () => {
		const view = viewOf([training, lineOf(points)], { best, subject: 'a <b> & "c", run 3' })
		const { text, tags } = parseXml(curveSvg(view, size, ink))
		for (const word of ['Accuracy · a <b> & "c", run 3', 'training', 'validation', 'best epoch 4', '100 %', 'epoch'])
			expect(text).toContain(word)
		expect(tags.some(({ attributes }) => Object.values(attributes).some((value) => /NaN|undefined/.test(value)))).toBe(
			false
		)
	})

	it('has every place where the scales say', () => {
		const { tags } = parseXml(curveSvg(viewOf([lineOf(points)]), size, ink))
		const curve = tags.find(
			({ name, attributes }) => name === 'path' && attributes['d']?.includes('L') && attributes['stroke-dasharray']
		)
		const places = (curve?.attributes['d'] ?? '')
			.slice(1)
			.split('L')
			.map((pair) => pair.split(' ').map(Number))
		expect(places.map(([x]) => x)).toEqual([64, 302.67, 541.33, 780])
		const heights = places.map(([, y]) => y ?? NaN)
		// four equal steps up
		for (const step of [1, 2])
			expect((heights[step] ?? 0) - (heights[step + 1] ?? 0)).toBeCloseTo((heights[0] ?? 0) - (heights[1] ?? 0), 1)
	})

	it('draws what was measured faint behind what is smoothed, and a sign for every run', () => {
		const line = lineOf(points, { marker: 'diamond', name: 'mlp-64, run 9' })
		const { tags } = parseXml(curveSvg(viewOf([line], {}, 'epoch', 0.9), size, ink))
		expect(tags.filter(({ attributes }) => attributes['opacity'] === '0.3')).toHaveLength(1)
		expect(tags.filter(({ attributes }) => attributes['transform']).length).toBeGreaterThan(1)
	})
})

describe('the CSV of a curve', () => {
	it('has the epochs in sight, the seconds so far, and every value unsmoothed', () => {
		const view = viewOf([training, lineOf(points)], { zoom: { from: 2, to: 3 } }, 'epoch', 0.9)
		expect(curveCsv(view)).toBe(
			['epoch,seconds,training accuracy,validation accuracy', '2,4,0.5,0.7', '3,6,0.5,0.8', ''].join('\r\n')
		)
	})

	it('has columns of its own for every run, empty where it has no such epoch', () => {
		const long = lineOf(pointsOf([0.1, 0.2, 0.3]), { key: '1', group: 'slp, run 1', name: 'slp, run 1' })
		const short = lineOf(pointsOf([0.4]), { key: '2', group: '=1+1', name: '=1+1' })
		expect(curveCsv(viewOf([long, short])).split('\r\n')).toEqual([
			`epoch,"slp, run 1 seconds","slp, run 1 accuracy",'=1+1 seconds,'=1+1 accuracy`,
			'1,2,0.1,2,0.4',
			'2,4,0.2,,',
			'3,6,0.3,,',
			''
		])
	})

	it('takes the range in seconds where the axis counts them', () => {
		const view = viewOf([lineOf(points)], { zoom: { from: 3, to: 6.5 } }, 'time')
		expect(curveCsv(view).split('\r\n').slice(1, -1)).toEqual(['2,4,0.7', '3,6,0.8'])
	})
})

it('files are named after run and chart, for every system', () => {
	expect(fileName('mlp-64, run 12', 'Accuracy', 'svg')).toBe('mlp-64-run-12-accuracy.svg')
	expect(fileName('../Größe "x", run 3', 'Loss', 'csv')).toBe('gro-e-x-run-3-loss.csv')
})
