import { setImmediate } from 'node:timers/promises'
import type { Counted, RunAccuracy, Suspect, Suspects, Verdict } from '../../shared/analysis/suspects.ts'
import type { Part } from '../../shared/bytes.ts'
import { saysHowSure } from '../../shared/calibration.ts'
import { wilson } from '../../shared/wilson.ts'
import { placesOf } from '../data/places.ts'
import { findSet, labelsOf } from '../data/sets.ts'
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
/** So many of a run's numbers are read before somebody else has a turn. */
const portion = 25_000

/**
 * Which labels the finished runs contradict, by answers to images they had not learned from: those of the test, and the
 * validation images as answered after the epoch that was judged, or the last one kept before it. Nobody waits for it: it lets others have their turn.
 */
export function suspectDesk(world: World, store: RunStore, verdicts: VerdictStore) {
	const places = placesOf(world)

	async function suspects(set: string): Promise<Suspects> {
		const { sha256, classes } = findSet(places, set)
		const [training, test] = await Promise.all([labelsOf(places, set, 'training'), labelsOf(places, set, 'test')])
		const doubts: Record<Part, Doubts> = {
			training: noDoubts(training, classes.length),
			test: noDoubts(test, classes.length)
		}
		const able: { id: number; name: string }[] = []
		for (const run of verdicts.best(sha256, mostLooked)) {
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
		const said = verdicts.verdicts(sha256)
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
			finished: verdicts.finished(sha256),
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
		judge({ set, part, image, verdict }: Judged): Promise<Suspects> {
			const facts = findSet(places, set)
			checkImage(facts, part, image)
			verdicts.judge(facts.sha256, { part, image }, verdict, world.now())
			return suspects(set)
		}
	}
}

/** What a person says of an image of a data set; null takes it back. */
interface Judged {
	set: string
	part: Part
	image: number
	verdict: Verdict | null
}

/** In portions: the first time, before it has been compiled, the whole would hold up everybody else. */
async function askTest(store: RunStore, run: number, doubts: Doubts): Promise<void> {
	const probabilities = store.probabilities(run)
	if (!probabilities) return
	const { classes } = doubts
	for (let image = 0; image < doubts.labels.length; image++) {
		const answer = probabilities.subarray(image * classes, (image + 1) * classes)
		let guess = 0
		for (let other = 1; other < classes; other++) if ((answer[other] ?? 0) > (answer[guess] ?? 0)) guess = other
		addAnswer(doubts, image, guess, answer[guess] ?? 0)
		if (image % Math.ceil(portion / classes) === 0) await setImmediate()
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
	for (const [at, image] of validation.entries()) {
		addAnswer(doubts, image, answers[at] ?? 0, (answers[validation.length + at] ?? 0) / 255)
		if (at % portion === 0) await setImmediate()
	}
}

const verdictOn = (said: readonly StoredVerdict[], part: Part, image: number) =>
	said.find((one) => one.part === part && one.image === image)?.verdict ?? null

function judgedIn(said: readonly StoredVerdict[]): Record<Verdict, number> {
	const judged = { label: 0, ambiguous: 0, model: 0 }
	for (const { verdict } of said) judged[verdict]++
	return judged
}

const counted = (correct: number, count: number): Counted => ({ correct, count, interval: wilson(correct, count) })
