import { expect, test } from 'vitest'
import { accountOf } from '../../../src/main/train/account.ts'

test('a run that judges for long says that it is alive, once a second however often it is asked', () => {
	let time = 0
	const said: unknown[] = []
	const account = accountOf(7, null, (event) => said.push(event), { now: () => time, memory: () => 0 })
	for (; time <= 3500; time += 10) account.alive()
	expect(said).toEqual(Array(3).fill({ kind: 'alive', run: 7 }))
})
