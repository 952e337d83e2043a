import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { ComparedBaseline } from '../../shared/comparing.ts'
import { factsOf } from '../../shared/dataset.ts'
import { testKey, type Subset } from '../../shared/subset.ts'
import { wilson } from '../../shared/wilson.ts'
import type { Analyst } from '../data/analyst-thread.ts'
import type { RunStore } from '../store/runs.ts'

/**
 * What is reached without a network, or with one layer, on the test images that a recipe is judged by: the commonest class
 * for everything; what the analysis of the data set has found, if it has been looked at; the best run of the preset slp.
 */
export async function baselinesFor(store: RunStore, analyst: Analyst, data: Subset): Promise<ComparedBaseline[]> {
	const key = testKey(data)
	const found = [commonest(data)]
	if (!data.classes) {
		// the data set may have been removed since
		const kept = await analyst.kept(data.set, 'analysis').catch(() => null)
		// half a megabyte of JSON: three milliseconds
		const { baselines } = kept ? (JSON.parse(new TextDecoder().decode(kept)) as Analysis) : { baselines: [] }
		for (const { method, correct, count } of baselines) found.push(baseline(sayMethod(method), correct, count))
	}
	const slp = store.oneLayer(key)
	const test = slp === undefined ? undefined : store.test(slp)
	if (slp !== undefined && test) found.push(baseline(`one layer, run ${slp}`, test.correct, test.count, slp))
	return found
}

const sayMethod = (method: Analysis['baselines'][0]['method']) =>
	method.kind === 'nearest mean'
		? 'nearest mean image'
		: method.k === 1
			? 'nearest neighbour'
			: `${method.k} nearest neighbours`

/** Always the class that most training images have, among those that a recipe takes. */
function commonest(data: Subset): ComparedBaseline {
	const { training, test, classes } = factsOf(data)
	const labels = data.classes ?? [...classes.keys()]
	const label = labels.reduce(
		(most, other) => ((training[other] ?? 0) > (training[most] ?? 0) ? other : most),
		labels[0] ?? 0
	)
	const images = labels.reduce((sum, one) => sum + (test[one] ?? 0), 0)
	return baseline(`always ${classes[label] ?? label}`, test[label] ?? 0, images)
}

const baseline = (title: string, correct: number, count: number, run: number | null = null): ComparedBaseline => ({
	title,
	correct,
	accuracy: count === 0 ? 0 : correct / count,
	interval: wilson(correct, count),
	run
})
