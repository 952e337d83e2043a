/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @param {Count[]} counts @returns {Count} */
export function sum(counts) {
	const total = { passed: 0, failed: 0, skipped: 0 }
	for (const one of counts) {
		total.passed += one.passed
		total.failed += one.failed
		total.skipped += one.skipped
	}
	return total
}

/** @param {Count} count */
export function countLine({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/**
 * The tests that failed in vitest's JSON report, and the files that failed, or were left unfinished, outside of any: a
 * line each, for the end of a long log. @param {any} report undefined when there is none @returns {string[]}
 */
export function failures(report) {
	if (!Array.isArray(report?.testResults)) return ['the runner left no report']
	/** @type {string[]} */
	const lines = []
	for (const file of report.testResults) {
		const tests = file.assertionResults ?? []
		const failed = tests.filter((/** @type {any} */ test) => test.status === 'failed')
		for (const test of failed) lines.push(`${file.name}: ${test.fullName}`)
		const unfinished = tests.some((/** @type {any} */ test) => test.status === 'pending')
		if (failed.length === 0 && (file.status === 'failed' || unfinished)) lines.push(`${file.name}: outside of a test`)
	}
	return lines
}

/**
 * The files whose process ended in the middle of them (a crash in native code): their tests are neither passed nor failed.
 * @param {any} report @returns {string[]}
 */
export const crashed = (report) =>
	(report?.testResults ?? [])
		.filter((/** @type {any} */ file) =>
			(file.assertionResults ?? []).some((/** @type {any} */ test) => test.status === 'pending')
		)
		.map((/** @type {any} */ file) => file.name)

/**
 * What a report says when those files were run once more: of them the second run counts.
 * @param {any} report @param {any} again @returns {any}
 */
export const mended = (report, again) => {
	const files = new Set(crashed(report))
	const others = report.testResults.filter((/** @type {any} */ file) => !files.has(file.name))
	return { ...report, testResults: [...others, ...(again?.testResults ?? [])] }
}

/** A check without tests of its own counts as one. @param {number} code its exit code @returns {Count} */
export function countCheck(code) {
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/**
 * Counts vitest's JSON report. A file that could not be read, a failed hook, an error outside of any test and a runner
 * that left no report each count as one failure, so that nothing broken is counted as nothing.
 * @param {any} report undefined when there is none @param {number} code the runner's exit code @returns {Count}
 */
export function countReport(report, code) {
	const count = { passed: 0, failed: 0, skipped: 0 }
	if (!Array.isArray(report?.testResults)) return { ...count, failed: 1 }
	for (const file of report.testResults) {
		/** @type {string[]} */
		const states = (file.assertionResults ?? []).map((/** @type {any} */ test) => test.status)
		const failed = states.filter((state) => state === 'failed').length
		const passed = states.filter((state) => state === 'passed').length
		count.passed += passed
		count.failed += file.status === 'failed' ? Math.max(failed, 1) : failed
		count.skipped += states.length - failed - passed
	}
	if (code !== 0 && count.failed === 0) count.failed = 1
	return count
}
