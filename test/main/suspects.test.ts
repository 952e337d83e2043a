import { expect, test } from 'vitest'
import { newHome, open, slp, trained } from './real-lab.ts'

const floats = (bytes: Uint8Array) => new Float32Array(new Uint8Array(bytes).buffer)

test('labels are doubted by runs that have not learned from them, judged by a person, and left out of accuracies', async () => {
	const home = newHome()
	const lab = open(home)
	expect(await lab.client.data.suspects()).toMatchObject({ runs: 0, finished: 0, images: [], contradicted: 0 })
	const validation = { share: 0.2, take: 'last' as const }
	const first = await trained(lab, slp({ validation }))
	const second = await trained(lab, slp({ validation, seed: 2 }))
	const found = await lab.client.data.suspects()
	expect(found).toMatchObject({ runs: 2, finished: 2, judged: { label: 0, ambiguous: 0, model: 0 } })
	expect(found.images.length).toBe(60)
	const doubts = found.images.map(({ doubt }) => doubt)
	expect(doubts).toEqual(doubts.toSorted((a, b) => b - a))

	// by hand, from what each run answered to the test images
	const labels = await lab.bytes.labels('mnist', 'test')
	const answers = await Promise.all(
		[first, second].map(async ({ run }) => floats(await lab.bytes.probabilities(run.id)))
	)
	for (const { image, label, doubt, guess } of found.images.filter(({ part }) => part === 'test')) {
		expect(label).toBe(labels[image])
		const signed = answers.map((all) => {
			const own = all.subarray(image * 10, image * 10 + 10)
			const most = Math.max(...own)
			return own.indexOf(most) === label ? -most : most
		})
		expect(doubt).toBeCloseTo(signed.reduce((sum, one) => sum + one, 0) / 3, 6)
		expect(guess).not.toBe(label)
	}
	// of 1,000 images the last 200 are kept for validation: no other training image was asked about
	const training = found.images.filter(({ part }) => part === 'training')
	expect(training.length).toBeGreaterThan(0)
	expect(training.filter(({ image }) => image < 800 || image > 999)).toEqual([])

	const [worst, next] = found.images.filter(({ part, against, runs }) => part === 'test' && against === runs)
	if (!worst || !next) throw new Error('no test image is doubted by both')
	await lab.client.data.judge({ part: 'test', image: worst.image, verdict: 'label' })
	const judged = await lab.client.data.judge({ part: 'test', image: next.image, verdict: 'model' })
	expect(judged.judged).toEqual({ label: 1, ambiguous: 0, model: 1 })
	for (const { all, without, run } of judged.accuracies) {
		const test = [first, second].find((one) => one.run.id === run)?.run.test
		expect(all).toMatchObject({ correct: test?.correct, count: 10_000, interval: test?.interval })
		// both were wrong about it: as many are right, of one image less
		expect(without).toMatchObject({ correct: test?.correct, count: 9999 })
	}
	await lab.close()

	const again = open(home)
	const kept = await again.client.data.suspects()
	expect(kept.images.find(({ part, image }) => part === 'test' && image === worst.image)?.verdict).toBe('label')
	const back = await again.client.data.judge({ part: 'test', image: worst.image, verdict: null })
	expect(back.judged).toEqual({ label: 0, ambiguous: 0, model: 1 })
	expect(back.accuracies.map(({ without }) => without.count)).toEqual([10_000, 10_000])
	await expect(again.client.data.judge({ part: 'test', image: 10_000, verdict: 'label' })).rejects.toThrow(
		'There is no test image 10,000'
	)
})
