import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findPreset } from '../../src/shared/presets.ts'
import { readStudy } from '../../src/shared/study/cells.ts'
import type { StudyPlan } from '../../src/shared/study/rows.ts'
import { designFrom, type TypedRow } from '../../src/shared/study/typed.ts'
import type { Design } from '../../src/shared/study/study.ts'
import type { LabClient } from '../../src/renderer/connect.ts'
import { problemsIn } from '../../src/renderer/parts/study-problems.ts'
import { Studies } from '../../src/renderer/state/studies.svelte.ts'
import type { Voice } from '../../src/renderer/state/voice.svelte.ts'

const base = findPreset('mlp-64')?.recipe
const plan = (seeds: number): StudyPlan => ({
	problems: [],
	settings: ['0', '0.1'],
	seeds,
	runs: 2 * seeds,
	done: 0,
	time: { kind: 'measured', seconds: 1, atMost: false },
	power: null
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the answer to another study is gone as soon as a new one is considered', async () => {
	const answers: ((plan: StudyPlan) => void)[] = []
	const client = { studies: { plan: () => new Promise<StudyPlan>((answer) => answers.push(answer)) } }
	const studies = new Studies(() => client as unknown as LabClient, { say: () => undefined } as unknown as Voice)

	studies.consider({ seeds: 6 })
	await vi.advanceTimersByTimeAsync(600)
	answers[0]?.(plan(6))
	await vi.advanceTimersByTimeAsync(0)
	expect([studies.planning, studies.plan?.seeds]).toEqual([false, 6])

	studies.consider({ seeds: 9 })
	expect([studies.planning, studies.plan]).toEqual([true, null])
	await vi.advanceTimersByTimeAsync(600)
	expect([studies.planning, studies.plan]).toEqual([true, null])
	answers[1]?.(plan(9))
	await vi.advanceTimersByTimeAsync(0)
	expect([studies.planning, studies.plan?.seeds]).toEqual([false, 9])
})

/** What the form says of a study that was typed into it. */
function said(kind: Design['kind'], rows: TypedRow[], other: object = {}) {
	const read = readStudy({ name: 'A study', base, design: designFrom(kind, rows, 3), ...other })
	return problemsIn('problems' in read ? read.problems : [], kind, rows.length)
}

test('what is wrong with a study is said at the field it was typed into', () => {
	const dropout = { factor: 'dropout', levels: '0, 0.1' }
	expect(said('one', [dropout])).toEqual({ at: {}, said: 0, rest: [] })
	const limit = { ...base, epochs: 0, data: { set: 'mnist', limit: 'abc' } }
	const wrong = said('one', [{ ...dropout, levels: '0.3' }], { seeds: 0, base: limit })
	expect(Object.keys(wrong.at).sort()).toEqual(['epochs', 'images', 'levels 0', 'seeds'])
	expect(wrong.at['seeds']).toBe('Seeds must be a whole number from 1 to 100; it is 0.')
	expect(wrong).toMatchObject({ said: 4, rest: [] })
	expect(said('grid', [dropout, { factor: 'neurons', levels: '16, many' }]).at).toEqual({
		'levels 1': 'Neurons takes whole numbers from 1 to 8192; "many" is none.'
	})
	expect(Object.keys(said('search', [{ factor: 'neurons', levels: '64 to 16' }]).at)).toEqual(['levels 0'])
})

test('what is wrong with all of it together is said beside the form', () => {
	const levels = '0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6'
	expect(said('one', [{ factor: 'dropout', levels }], { seeds: 100 })).toEqual({
		at: {},
		said: 0,
		rest: ['700 runs are more than a study may have (600): take fewer levels, draws or seeds.']
	})
})
