import { expect, test } from 'vitest'
import { keepOutline, ReportDraft } from '../../src/renderer/state/report-draft.svelte.ts'
import { usualOutline, usualTitle } from '../../src/shared/reporting/outline.ts'

/** What a browser keeps. */
function storage(): Storage {
	const kept = new Map<string, string>()
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	} as Storage
}
const never = () => expect.fail('the lab is not asked for this')
/** In their usual order; what is in the data, and studies where there are none, are put in by hand. */
const usual = ['question', 'data', 'methods', 'results', 'comparison', 'limits', 'conclusion'] as const
const kinds = (draft: ReportDraft) => draft.outline.blocks.map(({ kind }) => kind)

test('title, words and order are kept for the same runs, and for no others', () => {
	const here = storage()
	const draft = new ReportDraft(never, here, [3, 5])
	expect(kinds(draft)).toEqual(usual)
	draft.setTitle('  Does it help? ')
	draft.setTitle(' ')
	draft.write('conclusion', 'It does.')
	draft.move('conclusion', -1)
	draft.leaveOut('methods')
	const again = new ReportDraft(never, here, [3, 5])
	expect(again.outline.title).toBe('Does it help?')
	expect(kinds(again)).toEqual(['question', 'data', 'results', 'comparison', 'conclusion', 'limits'])
	expect(again.outline.blocks[4]).toEqual({ kind: 'conclusion', text: 'It does.' })
	expect(again.missing).toEqual(['analysis', 'methods', 'studies'])
	again.putBack('methods')
	expect(kinds(again).at(-1)).toBe('methods')
	expect(new ReportDraft(never, here, [3, 6]).outline).toEqual(usualOutline([3, 6]))
	// and a study makes it another report
	const studied = new ReportDraft(never, here, [3, 5], [4])
	expect(studied.outline).toEqual(usualOutline([3, 5], [4]))
	studied.setTitle('Both')
	expect(new ReportDraft(never, here, [3, 5], [4]).outline.title).toBe('Both')
	expect(new ReportDraft(never, here, [3, 5]).outline.title).toBe('Does it help?')
})

test('nothing moves past the ends, and one block stays at least', () => {
	const draft = new ReportDraft(never, storage(), [1])
	draft.move('question', -1)
	draft.move('conclusion', 1)
	expect(kinds(draft)).toEqual(usual)
	for (const kind of usual) draft.leaveOut(kind)
	expect(kinds(draft)).toEqual(['conclusion'])
})

test('what was kept and is not understood any more is as if it had not been', () => {
	const here = storage()
	keepOutline(here, { ...usualOutline([2]), blocks: [] })
	expect(new ReportDraft(never, here, [2]).outline).toEqual(usualOutline([2]))
	here.setItem('digit-lab.report.4', '{')
	expect(new ReportDraft(never, here, [4]).outline).toEqual(usualOutline([4]))
})

test('what is in the data is put back where it is read first: behind the data', () => {
	const draft = new ReportDraft(never, storage(), [], [7])
	expect(kinds(draft)).toEqual(['question', 'data', 'methods', 'studies', 'limits', 'conclusion'])
	draft.putBack('analysis')
	expect(kinds(draft).slice(0, 4)).toEqual(['question', 'data', 'analysis', 'methods'])
})

test.each([
	[[3], [], 'Run 3'],
	[[3, 5], [], 'Comparison of 2 runs'],
	[[], [4], 'Study 4'],
	[[], [4, 6], '2 studies'],
	[[3], [4], 'Run 3, and study 4'],
	[[3, 5], [4], 'Comparison of 2 runs, and study 4'],
	[[3, 5, 6], [4, 6], 'Comparison of 3 runs, and 2 studies']
])('a report of runs %j and studies %j is called what it is about', (runs, studies, title) => {
	expect(usualTitle(runs, studies)).toBe(title)
})
