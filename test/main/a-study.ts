import type { Lab } from '../../src/main/lab.ts'
import type { LabEvent } from '../../src/shared/runs.ts'
import type { StudyRow } from '../../src/shared/study/rows.ts'
import type { StudyInput } from '../../src/shared/study/study.ts'
import { slp } from './real-lab.ts'

/** Two levels × three seeds of a single layer. */
export const small = (extra: Partial<StudyInput> = {}): StudyInput => ({
	name: 'Rates',
	base: slp(),
	design: { kind: 'one', factor: 'learningRate', levels: [0.01, 0.1] },
	seeds: 3,
	...extra
})

/** Waits until the study is as a person wants to see it, and answers it; `told` sees every event on the way. */
export async function until(
	lab: Lab,
	study: number,
	is: (row: StudyRow) => boolean,
	told: (event: LabEvent) => unknown = () => undefined
): Promise<StudyRow> {
	const feed = await lab.client.watch()
	const look = async () => lab.client.studies.get({ study })
	let row = await look()
	if (is(row)) return row
	for await (const event of feed) {
		await told(event)
		if (event.kind !== 'study' && event.kind !== 'run') continue
		row = await look()
		if (is(row)) break
	}
	return row
}
export const isDone = ({ state }: StudyRow) => state === 'done'
