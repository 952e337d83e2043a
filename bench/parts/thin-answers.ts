import type { Lab } from '../../src/main/lab.ts'
import { openNetwork } from '../../src/main/train/open-network.ts'
import { percent } from '../../src/shared/format.ts'
import type { RunDetail } from '../../src/shared/runs.ts'
import { unpackTensors } from '../../src/shared/tensors.ts'
import { mnist } from '../../src/shared/dataset.ts'

/** A row of a table: how often a run's answers to its validation images are thin, and how often those are wrong. */
export async function thinAnswers(lab: Lab, run: RunDetail, limit: number): Promise<string> {
	const weights = unpackTensors((await lab.bytes.weights(run.id)).buffer)
	const network = await openNetwork(run.recipe.layers, weights, mnist.image)
	const places = new Uint32Array((await lab.bytes.validation(run.id)).buffer)
	const [pixels, labels] = [await lab.bytes.pixels('mnist', 'training'), await lab.bytes.labels('mnist', 'training')]
	const fields = new Uint8Array(places.length * 784)
	for (const [at, place] of places.entries()) fields.set(pixels.subarray(place * 784, (place + 1) * 784), at * 784)
	const answers = network.answers(fields)
	network.close()

	let [wrong, thin, both, second] = [0, 0, 0, 0]
	for (const [at, place] of places.entries()) {
		const shares = [...answers.subarray(at * 10, (at + 1) * 10)].map((share, digit) => ({ share, digit }))
		const [most, next] = shares.sort((a, b) => b.share - a.share)
		const isWrong = most?.digit !== labels[place]
		const isThin = (next?.share ?? 0) >= limit * (most?.share ?? 0)
		wrong += Number(isWrong)
		thin += Number(isThin)
		both += Number(isWrong && isThin)
		second += Number(isWrong && isThin && next?.digit === labels[place])
	}
	const cells = [wrong / places.length, thin / places.length, both / thin, both / wrong, second / both]
	return `| ${run.name} | ${cells.map((share) => percent(share, 1)).join(' | ')} |`
}
