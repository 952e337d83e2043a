import { expect, test } from 'vitest'
import type { LabClient } from '../../src/renderer/connect.ts'
import { Comparison } from '../../src/renderer/state/comparison.svelte.ts'
import type { RunCurves } from '../../src/shared/curves.ts'
import type { RunRow } from '../../src/shared/runs.ts'
import { pointsOf } from './curves/view.ts'

const points = pointsOf([0.5, 0.6, 0.7])
const row = (id: number, extra: Partial<RunRow> = {}) =>
	({ id, name: `run ${id}`, status: 'training', ...extra }) as RunRow
const environment = {} as NonNullable<RunCurves['environment']>

/** A lab that has these runs, with one epoch each, and answers when it is told to. */
function labWith(...ids: number[]) {
	const asked: number[][] = []
	const answers: (() => void)[] = []
	const curves = ({ runs }: { runs: number[] }) =>
		new Promise<RunCurves[]>((resolve) => {
			asked.push(runs)
			const found = runs.filter((id) => ids.includes(id))
			answers.push(() =>
				resolve(
					found.map((id) => ({
						run: row(id),
						recipe: {} as RunCurves['recipe'],
						environment,
						points: points.slice(0, 1)
					}))
				)
			)
		})
	const comparison = new Comparison(() => ({ runs: { curves } }) as unknown as LabClient)
	return { comparison, asked, answer: () => answers.shift()?.() }
}

const epochs = ({ runs }: Comparison) => runs.map((known) => known.points.length)

test('runs that train grow, also by what came while they were read; the others stay as they are', async () => {
	const { comparison, answer } = labWith(1, 2)
	const reading = comparison.follow([1, 2])
	comparison.take({ kind: 'epoch', run: 1, point: points[1] ?? expect.fail() })
	answer()
	await reading
	expect(epochs(comparison)).toEqual([2, 1])
	comparison.take({ kind: 'epoch', run: 1, point: points[2] ?? expect.fail() })
	comparison.take({ kind: 'epoch', run: 3, point: points[1] ?? expect.fail() })
	expect(epochs(comparison)).toEqual([3, 1])
})

test('runs that are not there, or go, are said', async () => {
	const { comparison, answer } = labWith(1, 2)
	const reading = comparison.follow([1, 2, 9])
	answer()
	await reading
	expect(comparison.missing).toEqual([9])
	comparison.take({ kind: 'removed', run: 2 })
	expect(comparison.runs.map(({ run }) => run.id)).toEqual([1])
	expect(comparison.missing).toEqual([9, 2])
})

test('at most twelve are asked for, each once, and an answer that comes too late is dropped', async () => {
	const { comparison, asked, answer } = labWith(1)
	const reading = comparison.follow([1, 1, ...Array.from({ length: 20 }, (_, place) => place + 2)])
	expect(asked[0]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
	comparison.unfollow()
	answer()
	await reading
	expect(comparison.runs).toEqual([])
})
