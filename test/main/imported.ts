import { join } from 'node:path'
import { expect } from 'vitest'
import type { Lab } from '../../src/main/lab.ts'
import type { DataSetRow } from '../../src/shared/dataset.ts'
import { folderOf, type Files } from './data/made.ts'
import { runOn } from './lab-terminal.ts'

/** Brings files in at the terminal and answers the data set. */
export async function imported(lab: Lab, files: Files, ...flags: string[]): Promise<DataSetRow> {
	const { code, out, err } = await runOn(lab, 'data', 'import', join(folderOf(files), 'mine'), '--json', ...flags)
	expect({ code, err }).toMatchObject({ code: 0 })
	return JSON.parse(out.at(-1) ?? '') as DataSetRow
}
