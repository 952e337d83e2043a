import { expect, test } from 'vitest'
import { escaped } from '../../src/main/report/html.ts'
import { usualOutline } from '../../src/shared/reporting/outline.ts'
import { isDone, small, until } from './a-study.ts'
import { runOn } from './lab-terminal.ts'
import { open } from './real-lab.ts'

test('a study is written about, by itself or beside runs', async () => {
	const lab = open()
	const study = small({ seeds: 2 })
	const { id } = await lab.client.studies.create({ study, expectation: 'the larger one learns faster' })
	await lab.client.studies.start({ study: id })
	await until(lab, id, isDone)
	const detail = await lab.client.studies.get({ study: id })
	const outline = usualOutline([], [id])
	const [page] = await lab.bytes.reportFiles(outline, 'html', 'pictures')
	const html = new TextDecoder().decode(page?.body)
	for (const sentence of detail.result.finding) expect(html).toContain(escaped(sentence))
	expect(html).toContain('the larger one learns faster')
	expect(html).toContain(`<section id="study-${id}-differences">`)
	expect(html).not.toContain('Nothing to compare')
	const [table] = await lab.bytes.reportFiles(outline, 'csv', 'pictures')
	const lines = new TextDecoder().decode(table?.body).trimEnd().split('\n')
	expect(lines).toHaveLength(5)
	expect(lines[1]).toMatch(new RegExp(`^${id},Rates,0.01,true,1,\\d+,finished,valAccuracy,0\\.\\d+,0\\.\\d+$`))
	const both = await lab.bytes.reportFiles(usualOutline([1], [id]), 'csv', 'pictures')
	expect(both.map(({ path }) => path)).toEqual(['', 'studies.csv'])
	const told = await runOn(lab, 'report', 'study-9', '--to', 'x.html')
	expect(told).toMatchObject({
		code: 1,
		err: ['There is no study 9; it may have been deleted. The list of studies has those there are.']
	})
})
