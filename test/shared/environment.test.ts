import { expect, test } from 'vitest'
import { grownEnvironment } from '../../src/main/runs/resume.ts'
import { sayCompany, sayLater } from '../../src/shared/environment.ts'
import type { Environment } from '../../src/shared/runs.ts'

const here: Environment = {
	lab: '0.1.0',
	node: '24.0.0',
	platform: 'linux x64',
	cpu: 'a processor',
	threads: 2,
	backend: 'native',
	tensorflow: '2.9.1',
	oneDnn: true,
	dataSha256: 'ab12'
}

test('a run that goes on where it began has one environment', () => {
	expect(grownEnvironment(here, { ...here }, 7)).toEqual(here)
	expect(sayLater(here)).toEqual([])
})

test('a run that goes on elsewhere keeps where it began and says what changed, from which epoch', () => {
	const there = { ...here, threads: 4, tensorflow: '2.10.0' }
	const grown = grownEnvironment(here, there, 7)
	expect(grown).toEqual({ ...here, later: [{ epoch: 8, environment: there }] })
	const rest = 'The numbers may differ from a run without this change.'
	expect(sayLater(grown)).toEqual([
		`From epoch 8 on: 4 threads instead of 2 threads, TensorFlow 2.10.0 instead of TensorFlow 2.9.1. ${rest}`
	])
	// on at the same place, and back again
	expect(grownEnvironment(grown, there, 9)).toEqual(grown)
	expect(grownEnvironment(grown, here, 9).later?.map(({ epoch }) => epoch)).toEqual([8, 10])
	// the epochs trained there are dropped, and so is the place
	expect(grownEnvironment(grown, here, 7)).toEqual(here)
})

test('a run does not go on with other images', () => {
	expect(() => grownEnvironment(here, { ...here, dataSha256: 'cd34' }, 7)).toThrow(
		/images are not those this run began/
	)
})

test('a run that was trained beside others and goes on alone says from which epoch, which changes no number', () => {
	const beside = { ...here, together: 6 }
	const alone = grownEnvironment(beside, here, 2)
	expect(alone).toEqual({ ...beside, alone: 3 })
	expect([beside, alone, here].map(sayCompany)).toEqual(['6 at once', '6 at once, then alone', 'alone'])
	expect(sayLater(alone)).toEqual([])
	// cut off once more
	expect(grownEnvironment(alone, here, 9)).toEqual(alone)
})
