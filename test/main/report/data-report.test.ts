import { expect, test } from 'vitest'
import { dataReport } from '../../../src/main/report/data-report.ts'
import { chaptersOf } from '../../../src/shared/analysis/chapters.ts'
import type { Suspects } from '../../../src/shared/analysis/suspects.ts'
import { made } from './a-set.ts'

const nobody: Suspects = {
	runs: 1,
	finished: 1,
	images: [{ part: 'test', image: 4, label: 1, guess: 0, runs: 1, against: 1, doubt: 0.5, verdict: 'label' }],
	contradicted: 1,
	judged: { label: 1, ambiguous: 0, model: 0 },
	accuracies: [
		{
			run: 1,
			name: '<img src=x onerror=alert(1)>',
			all: { correct: 30, count: 60, interval: { low: 0.4, high: 0.6 } },
			without: { correct: 30, count: 59, interval: { low: 0.4, high: 0.6 } }
		}
	]
}

const even = made(true)
const source = {
	height: 6,
	width: 5,
	pixels: (part: 'training' | 'test', image: number) =>
		even.subject[part].images.pixels.subarray(image * 30, (image + 1) * 30)
}
const map = { part: 'test' as const, images: even.analysis.map.images, x: even.analysis.map.y, y: even.analysis.map.x }
const html = dataReport(even.subject.name, even.analysis, map, nobody, source)

test('the report needs nothing beside itself, and every name in it is only text', () => {
	const addresses = [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '')
	expect(addresses.length).toBeGreaterThan(20)
	expect(addresses.filter((one) => !/^(#[\w-]+|data:image\/png;base64,[\w+/=]+)$/.test(one))).toEqual([])
	expect(html).not.toMatch(/<script|<b>bold|<img src=x|onerror=alert\(1\)>/)
	expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
	expect(html).toContain('&#34;quoted&#34; &#38; &#39;more&#39;')
	// every element that is opened is closed
	for (const name of ['section', 'figure', 'svg', 'table', 'details', 'div', 'main', 'body'])
		expect(html.match(new RegExp(`<${name}[ >]`, 'g'))?.length, name).toBe(
			html.match(new RegExp(`</${name}>`, 'g'))?.length
		)
})

test('links lead to sections that are there', () => {
	const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
	const missing = [...html.matchAll(/href="#([^"]*)"/g)].filter(([, id]) => !ids.has(id))
	expect(missing).toEqual([])
})

test('its sentences come from the numbers: other data are spoken of otherwise', () => {
	const says = (made_: ReturnType<typeof made>, id: string) =>
		chaptersOf(made_.subject.name, made_.analysis, null)
			.flatMap(({ sections }) => sections)
			.find((one) => one.id === id)
			?.says.join(' ') ?? ''
	const skewed = made(false)
	expect(says(even, 'balance')).toContain('Every class has 30 training images.')
	expect(says(skewed, 'balance')).toContain('the most training images (54)')
	expect(says(skewed, 'balance')).toContain('9.00 times as many')
	// training and test are the same images here, of which one is blank
	expect(says(even, 'faults')).toContain('2 images are blank')
	expect(says(even, 'duplicates')).toMatch(/^\d+ images repeat another in every pixel/)
	expect(says(even, 'glance')).toContain('6 × 5 = 30 grey pixels')
	expect(says(even, 'baselines')).not.toBe(says(skewed, 'baselines'))
	expect(html).toContain('is right on 50.85 %')
})

test('the accuracy of every run stands there with and without the images that a person calls wrong', () => {
	const rows = (suspects: Suspects) => {
		const page = dataReport(even.subject.name, even.analysis, map, suspects, source)
		const [, section = ''] = page.split('id="suspect-accuracies"')
		const [table = ''] = section.split('</table>')
		return table.split('<tr>').map((row) => [...row.matchAll(/<t[dh][^>]*>([^<]*)</g)].map(([, cell]) => cell))
	}
	const counted = (correct: number, count: number) => ({ correct, count, interval: { low: 0.4, high: 0.6 } })
	const second = { run: 2, name: 'second', all: counted(45, 60), without: counted(45, 59) }
	expect(rows({ ...nobody, accuracies: [...nobody.accuracies, second] }).slice(1)).toEqual([
		['Run', 'All test images', '95 % interval', 'Without those', '95 % interval'],
		['&#60;img src=x onerror=alert(1)&#62;', '50.00 %', '40.00–60.00 %', '50.85 %', '40.00–60.00 %'],
		['second', '75.00 %', '40.00–60.00 %', '76.27 %', '40.00–60.00 %']
	])
	expect(rows({ ...nobody, accuracies: [{ ...second, without: second.all }] }).at(-1)).toEqual([
		...['second', '75.00 %', '40.00–60.00 %', '–', '']
	])
	expect(rows({ ...nobody, accuracies: [] })).toEqual([[]])
})
