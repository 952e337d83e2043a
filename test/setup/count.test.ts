import { expect, test } from 'vitest'
import { countCheck, countLine, countReport, crashed, failures, mended, sum } from '../../scripts/count.mjs'

const file = (status: string, ...tests: string[]) => ({
	status,
	assertionResults: tests.map((one) => ({ status: one }))
})

test("a report's tests are counted by what became of each", () => {
	const report = { testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'passed', 'failed')] }
	expect(countReport(report, 1)).toEqual({ passed: 2, failed: 1, skipped: 2 })
})

test('a file that could not be read counts as one failure although it has no tests', () => {
	expect(countReport({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({
		passed: 1,
		failed: 1,
		skipped: 0
	})
})

test('a runner that crashed without a report counts as one failure', () => {
	expect(countReport(undefined, 134)).toEqual({ passed: 0, failed: 1, skipped: 0 })
	expect(countReport({}, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('an error outside of every test counts as one failure', () => {
	expect(countReport({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('checks and reports add up to the last line', () => {
	const report = { testResults: [file('passed', 'passed', 'skipped')] }
	const total = sum([countCheck(0), countCheck(2), countReport(report, 0)])
	expect(countLine(total)).toBe('2 passed, 1 failed, 1 skipped')
})

test('the tests that failed, and the files that broke outside of one, are named', () => {
	const report = {
		testResults: [
			{ name: 'a', ...file('passed', 'passed', 'skipped') },
			{ name: 'b', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'it adds' }] },
			{ name: 'c', ...file('failed', 'skipped') },
			// the process of this one crashed
			{ name: 'd', ...file('passed', 'passed', 'pending') }
		]
	}
	expect(failures(report)).toEqual(['b: it adds', 'c: outside of a test', 'd: outside of a test'])
	expect(failures(undefined)).toEqual(['the runner left no report'])
})

test('of a file whose process crashed the second run counts; one that is missing there counts as nothing passed', () => {
	const named = (name: string, status: string, ...tests: string[]) => ({ name, ...file(status, ...tests) })
	const first = { testResults: [named('a', 'passed', 'passed', 'pending'), named('b', 'failed', 'failed')] }
	expect(crashed(first)).toEqual(['a'])
	expect(crashed(undefined)).toEqual([])
	const second = { testResults: [named('a', 'passed', 'passed', 'passed')] }
	expect(countReport(mended(first, second), 1)).toEqual({ passed: 2, failed: 1, skipped: 0 })
	expect(countReport(mended(first, undefined), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
