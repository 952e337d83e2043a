import { expect, test } from 'vitest'
import { answerBytes } from '../../src/main/shells/bytes.ts'
import { plainPage } from '../../src/main/shells/page.ts'
import { addresses, type LabBytes } from '../../src/shared/bytes.ts'
import { usualOutline, type ReportOutline } from '../../src/shared/reporting/outline.ts'

const asked: { outline: ReportOutline; form: string }[] = []
const lab = {
	report(outline: ReportOutline, form: string) {
		asked.push({ outline, form })
		return { name: 'a "report".html', type: 'text/html; charset=utf-8', body: new TextEncoder().encode('written') }
	}
} as unknown as LabBytes
const page = (request: Request) => plainPage(new URL(request.url), 404, 'the page')
const post = (body: string, path: string = addresses.report('html')) =>
	answerBytes(lab, page)(new Request(`http://127.0.0.1:1${path}`, { method: 'POST', body }))

test('a report is asked for with its outline, and comes as a file', async () => {
	const outline = usualOutline([3, 5], [4], 'mine')
	const answer = await post(JSON.stringify(outline))
	expect(await answer.text()).toBe('written')
	expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a-report-.html"')
	expect(asked.at(-1)).toEqual({ outline, form: 'html' })
})

test.each([
	['no JSON', '{'],
	['a block that there is not', JSON.stringify({ ...usualOutline([1]), blocks: [{ kind: 'praise' }] })],
	['a block twice', JSON.stringify({ ...usualOutline([1]), blocks: [{ kind: 'data' }, { kind: 'data' }] })],
	['no run and no study', JSON.stringify({ ...usualOutline([1]), runs: [] })],
	['no title', JSON.stringify({ ...usualOutline([1]), title: '  ' })]
])('%s is answered with a sentence', async (_what, body) => {
	const before = asked.length
	const answer = await post(body)
	expect(answer.status).toBe(409)
	expect(((await answer.json()) as { sentence: string }).sentence).toMatch(/^What the report is to be made of/)
	expect(asked).toHaveLength(before)
})

test('more than a megabyte of words, and forms that there are not, are refused', async () => {
	const long = await post(JSON.stringify({ ...usualOutline([1]), title: 'x'.repeat(2 ** 20) }))
	expect(((await long.json()) as { sentence: string }).sentence).toContain('larger than a megabyte')
	expect((await post('{}', '/runs/report.docx')).status).toBe(404)
})
