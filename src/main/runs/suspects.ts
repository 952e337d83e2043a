import { setImmediate } from 'node:timers/promises'
import type { Counted, RunAccuracy, Suspect, Suspects, Verdict } from '../../shared/analysis/suspects.ts'
import type { Part } from '../../shared/bytes.ts'
import { saysHowSure } from '../../shared/calibration.ts'
import { mnist } from '../../shared/dataset.ts'
import { wilson } from '../../shared/wilson.ts'
import { mnistSha256 } from '../data/mnist.ts'
import { readLabels } from '../data/part.ts'
import { splitImages } from '../data/split.ts'
import { addAnswer, doubted, mostDoubted, noDoubts, type Doubts } from '../judge/suspects.ts'
import type { RunStore } from '../store/runs.ts'
import type { StoredVerdict, VerdictStore } from '../store/verdicts.ts'
import { random } from '../train/random.ts'
import { checkImage } from './images.ts'
import type { World } from './world.ts'

/** So many runs are asked, found among so many of the best, and so many images shown. */
const mostRuns = 50
const mostLooked = 200
const mostShown = 60
const classes = mnist.classes.length

/**
 * Which labels the finished runs contradict, by answers to images they had not learned from: those of the test, and the
 * validation images as answered after the epoch that was judged, or the last one kept before it. Nobody waits for it: it lets others have their turn.
 */
export function suspectDesk(world: World, store: RunStore, verdicts: VerdictStore) {
	async function suspects(): Promise<Suspects> {
		const doubts = await emptyDoubts(world.dataFolder)
		const able: { id: number; name: string }[] = []
		for (const run of verdicts.best(mnistSha256, mostLooked)) {
			if (able.length === mostRuns) break
			const { layers, data } = store.recipe(run.id).recipe
			// whoever learned from part of it, or from wrong labels, is no witness
			if (!saysHowSure(layers) || data.classes || data.perClass || data.noise) continue
			able.push(run)
			await askTest(store, run.id, doubts.test)
			await setImmediate()
			await askValidation(store, run.id, doubts.training)
			await setImmediate()
		}
		const said = verdicts.verdicts(mnistSha256)
		const tested = mostDoubted(doubts.test, mostShown)
		await setImmediate()
		const learned = mostDoubted(doubts.training, mostShown)
		await setImmediate()
		const found = [
			{ part: 'test' as const, ...tested },
			{ part: 'training' as const, ...learned }
		]
		const shown = found
			.flatMap(({ part, images }) => images.map((one) => ({ part, ...one, verdict: verdictOn(said, part, one.image) })))
			.sort((a, b) => b.doubt - a.doubt)
			.slice(0, mostShown)
		const isShown = (one: StoredVerdict) => shown.some(({ part, image }) => part === one.part && image === one.image)
		const others = said
			.filter((one) => !isShown(one))
			.map(({ part, image, verdict }): Suspect => ({ part, ...doubted(doubts[part], image), verdict }))
		return {
			runs: able.length,
			finished: verdicts.finished(mnistSha256),
			images: [...shown, ...others],
			contradicted: found.reduce((sum, { count }) => sum + count, 0),
			judged: judgedIn(said),
			accuracies: await accuracies(able, doubts.test.labels, said)
		}
	}

	async function accuracies(runs: { id: number; name: string }[], labels: Uint8Array, said: readonly StoredVerdict[]) {
		const out = new Set(
			said.filter(({ part, verdict }) => part === 'test' && verdict !== 'model').map(({ image }) => image)
		)
		const found: RunAccuracy[] = []
		for (const { id, name } of runs) {
			const predicted = store.predicted(id)
			if (!predicted) continue
			let [right, outRight] = [0, 0]
			for (const [image, label] of labels.entries())
				if (predicted[image] === label) {
					right++
					if (out.has(image)) outRight++
				}
			found.push({
				run: id,
				name,
				all: counted(right, labels.length),
				without: counted(right - outRight, labels.length - out.size)
			})
			await setImmediate()
		}
		return found
	}

	return {
		suspects,
		/** Keeps what a person says of an image; null takes it back. Throws a LabProblem where there is no such image. */
		judge(part: Part, image: number, verdict: Verdict | null): Promise<Suspects> {
			checkImage(mnist, part, image)
			verdicts.judge(mnistSha256, { part, image }, verdict, world.now())
			return suspects()
		}
	}
}

async function emptyDoubts(folder: string): Promise<Record<Part, Doubts>> {
	const [training, test] = await Promise.all([readLabels(folder, 'training'), readLabels(folder, 'test')])
	return { training: noDoubts(training, classes), test: noDoubts(test, classes) }
}

/** In portions: the first time, before it has been compiled, the whole would hold up everybody else. */
async function askTest(store: RunStore, run: number, doubts: Doubts): Promise<void> {
	const probabilities = store.probabilities(run)
	if (!probabilities) return
	for (let image = 0; image < doubts.labels.length; image++) {
		const answer = probabilities.subarray(image * classes, (image + 1) * classes)
		let guess = 0
		for (let other = 1; other < classes; other++) if ((answer[other] ?? 0) > (answer[guess] ?? 0)) guess = other
		addAnswer(doubts, image, guess, answer[guess] ?? 0)
		if (image % 2500 === 2499) await setImmediate()
	}
}

async function askValidation(store: RunStore, run: number, doubts: Doubts): Promise<void> {
	const epochs = store.predictedEpochs(run)
	const judged = store.test(run)?.epoch ?? Infinity
	const epoch = epochs.findLast((one) => one <= judged)
	const answers = epoch === undefined ? undefined : store.predictions(run, epoch)
	if (!answers) return
	const { recipe } = store.recipe(run)
	const { validation } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
	await setImmediate()
	for (const [at, image] of validation.entries())
		addAnswer(doubts, image, answers[at] ?? 0, (answers[validation.length + at] ?? 0) / 255)
}

const verdictOn = (said: readonly StoredVerdict[], part: Part, image: number) =>
	said.find((one) => one.part === part && one.image === image)?.verdict ?? null

function judgedIn(said: readonly StoredVerdict[]): Record<Verdict, number> {
	const judged = { label: 0, ambiguous: 0, model: 0 }
	for (const { verdict } of said) judged[verdict]++
	return judged
}

const counted = (correct: number, count: number): Counted => ({ correct, count, interval: wilson(correct, count) })
