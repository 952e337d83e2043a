import { expect, test } from 'vitest'
import { countCheck, countLine, countReport, sum } from '../../scripts/count.mjs'

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
