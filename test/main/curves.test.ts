import { expect, test } from 'vitest'
import { open, slp, trained } from './real-lab.ts'

test('runs are laid over each other in the order asked for, and those that are not there are left out', async () => {
	const lab = open()
	const first = await trained(lab, slp())
	const second = await trained(lab, slp({ seed: 2, epochs: 3 }))
	const [two, one, ...more] = await lab.client.runs.curves({ runs: [second.run.id, 99, first.run.id, second.run.id] })
	expect(more).toEqual([])
	expect([two?.run.id, one?.run.id]).toEqual([second.run.id, first.run.id])
	expect(one?.points).toEqual(first.run.points)
	expect(two).toMatchObject({ recipe: second.run.recipe, environment: second.run.environment })
	await expect(lab.client.runs.curves({ runs: Array.from({ length: 13 }, (_, place) => place + 1) })).rejects.toThrow()
})
