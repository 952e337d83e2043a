import { mostLikely } from '../../shared/likely.ts'
import { sampleOf, type Outcome } from '../../shared/recipe-files.ts'
import type { Twin } from '../../shared/twins.ts'
import { damaged } from '../exchange/unzip.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { RunStore } from '../store/runs.ts'

/** What a run came to; null for one that is not finished. */
export async function outcomeOf(store: RunStore, disk: Checkpoints, run: number): Promise<Outcome | null> {
	const digests = await disk.digests(run)
	const [test, classes, probabilities] = [store.test(run), store.predicted(run), store.probabilities(run)]
	if (!digests || !test || !classes || !probabilities) return null
	const width = probabilities.length / test.count
	const some = sampleOf(test.count).flatMap((image) => [...probabilities.subarray(image * width, (image + 1) * width)])
	return {
		...test,
		weightsSha256: digests.weights,
		answersSha256: digests.answers,
		classes: Buffer.from(classes).toString('base64'),
		probabilities: Buffer.from(Float32Array.from(some).buffer).toString('base64')
	}
}

const classesIn = ({ classes }: Outcome) => new Uint8Array(Buffer.from(classes, 'base64'))
const probabilitiesIn = ({ probabilities }: Outcome) =>
	new Float32Array(new Uint8Array(Buffer.from(probabilities, 'base64')).buffer)

/** Whether a run came to what a recipe file says; both have the same recipe. */
export function sameAs(mine: Outcome, theirs: Outcome): Twin['same'] {
	if (mine.weightsSha256 === theirs.weightsSha256 && mine.answersSha256 === theirs.answersSha256) return 'bits'
	const [here, there] = [classesIn(mine), classesIn(theirs)]
	const said = probabilitiesIn(theirs)
	const apart = probabilitiesIn(mine).reduce(
		(most, value, place) => Math.max(most, Math.abs(value - (said[place] ?? NaN))),
		0
	)
	const otherwise = here.filter((guess, image) => guess !== there[image]).length
	return { apart, sample: sampleOf(mine.count).length, otherwise, images: mine.count }
}

/** Refuses what cannot be said of a test with these true `labels`. */
export function checkOutcome(outcome: Outcome, labels: Uint8Array, classCount: number): void {
	const [classes, { probabilities, count, correct, accuracy }] = [classesIn(outcome), outcome]
	if (count !== labels.length || classes.length !== count)
		throw damaged(`it answers ${classes.length} of ${labels.length} test images`)
	const right = labels.filter((label, image) => classes[image] === label).length
	if (correct !== right || Math.abs(accuracy - right / count) > 1e-6)
		throw damaged(`it says that ${correct} of ${count} test images were right, but by its own answers it is ${right}`)
	const sample = sampleOf(count)
	if (Buffer.from(probabilities, 'base64').length !== 4 * classCount * sample.length)
		throw damaged('it does not hold the probabilities that belong to its answers')
	const some = probabilitiesIn(outcome)
	if (!some.every(Number.isFinite)) throw damaged('one of its probabilities is no number')
	const likely = mostLikely(some, classCount)
	if (sample.some((image, place) => likely[place] !== classes[image]))
		throw damaged('its probabilities say something else than its answers')
}
