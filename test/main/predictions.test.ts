import { expect, test } from 'vitest'
import { open, slp, trained } from './real-lab.ts'

test.each(['last', 'shuffled'] as const)(
	'what a run answered to its validation images (%s) gives the accuracy of that epoch',
	async (take) => {
		const lab = open()
		const { run } = await trained(lab, slp({ data: { limit: 2000 }, validation: { take, share: 0.3 }, epochs: 3 }))
		const labels = await lab.bytes.labels('mnist', 'training')
		const places = new Uint32Array((await lab.bytes.validation(run.id)).buffer)
		expect(places).toHaveLength(600)
		expect(run.predictedEpochs).toEqual([1, 2, 3])
		for (const { epoch, valAccuracy } of run.points) {
			const bytes = await lab.bytes.predictions(run.id, epoch)
			expect(bytes).toHaveLength(1200)
			const [classes, certainties] = [bytes.subarray(0, 600), bytes.subarray(600)]
			const hits = classes.filter((guess, image) => guess === labels[places[image] ?? -1]).length
			expect(hits / 600).toBe(valAccuracy)
			// the most likely of ten classes has at least a tenth
			expect(Math.min(...certainties)).toBeGreaterThanOrEqual(25)
		}
	}
)

test('a run without validation images keeps no answers to them', async () => {
	const lab = open()
	const { run } = await trained(lab, slp({ validation: { share: 0 } }))
	expect(run.predictedEpochs).toEqual([])
	await expect(lab.bytes.predictions(run.id, 1)).rejects.toThrow('was not kept')
})
