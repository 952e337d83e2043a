import { expect, test } from 'vitest'
import { open, slp, trained } from './real-lab.ts'

test('a finished run says how well it is calibrated, in agreement with its test', async () => {
	const lab = open()
	const { run } = await trained(lab, slp())
	const found = await lab.client.runs.calibration({ run: run.id })
	expect(found).toMatchObject({ run: run.id, rule: 'width', images: 10_000, correct: run.test?.correct })
	expect(found.nll).toBeCloseTo(run.test?.loss ?? NaN, 4)
	expect(found.coverage[0]).toEqual({ threshold: 0, answered: 10_000, wrong: 10_000 - (run.test?.correct ?? 0) })
	expect(found.bins.reduce((sum, { images }) => sum + images, 0)).toBe(10_000)
	const alike = await lab.client.runs.calibration({ run: run.id, bins: 'mass' })
	expect(alike.bins.every(({ images }) => images === 666 || images === 667)).toBe(true)
	expect(alike.coverage).toEqual(found.coverage)
})

test('a run that was not tested, or does not answer with shares, says so in a sentence', async () => {
	const lab = open()
	await expect(lab.client.runs.calibration({ run: 7 })).rejects.toThrow('There is no run 7;')
	const layers = [{ kind: 'dense' as const, units: 10, activation: 'linear' as const }]
	const linear = await trained(lab, slp({ layers, loss: 'meanSquaredError', learningRate: 0.001 }))
	await expect(lab.client.runs.calibration({ run: linear.run.id })).rejects.toThrow(/train it with softmax/)
	const waiting = await lab.client.runs.start({ recipe: slp({ epochs: 1000 }) })
	await expect(lab.client.runs.calibration({ run: waiting.id })).rejects.toThrow(/has not looked at the test images/)
	await lab.client.runs.stop({ run: waiting.id })
})
