import { expect, test } from 'vitest'
import { exportChoices } from '../../src/renderer/parts/exports.ts'
import type { RunStatus } from '../../src/shared/runs.ts'

const missing = (status: RunStatus, epochsDone: number, testCount: number | null) =>
	exportChoices({ status, epochsDone, testCount }).flatMap(({ form, missing: why }) => (why ? [form] : []))

test('what cannot be exported yet says why', () => {
	expect(missing('queued', 0, null)).toEqual(['run', 'digitrecipe', 'model', 'keras', 'epochs', 'predictions'])
	expect(missing('training', 2, null)).toEqual(['run', 'digitrecipe', 'predictions'])
	expect(missing('stopped', 2, null)).toEqual(['digitrecipe', 'predictions'])
	expect(missing('finished', 2, 10_000)).toEqual([])
})
