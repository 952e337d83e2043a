import { expect, test } from 'vitest'
import { choiceOf } from '../../src/shared/on-data.ts'
import { csv, some } from './data/made.ts'
import { imported } from './imported.ts'
import { runAmong } from './lab-terminal.ts'
import { open, slp, trained } from './real-lab.ts'

test('of homes that are merged, a run that cannot be taken in is named, and all others are taken in', async () => {
	const [lab, one, other] = [open(), open(), open()]
	const set = await imported(one, { 'mine/train.csv': csv(some('training', 600)) }, '--name', 'Mine')
	await trained(one, { ...slp(), data: choiceOf(set) })
	await trained(one, slp({ seed: 2 }))
	await trained(other, slp({ seed: 3 }))
	const { code, out } = await runAmong({ one, other }, lab, 'merge', 'one', 'other')
	expect(code).toBe(1)
	expect(out.join('\n')).toMatch(
		/one: 1 run taken in, 0 here already, 0 not finished\n {2}not taken in: run 1\. .*"mine".*\nother: 1 run taken in/
	)
	expect(await lab.client.runs.list({})).toHaveLength(2)
})
