import { setImmediate } from 'node:timers/promises'
import type { Part } from '../../shared/bytes.ts'
import { total, type DataChoice, type DataFacts } from '../../shared/dataset.ts'
import { count } from '../../shared/format.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import { choiceOf } from '../../shared/on-data.ts'
import type { Mistaken, Neighbour } from '../../shared/runs.ts'
import { testKey, testPlaces, type Subset } from '../../shared/subset.ts'
import type { Analyst } from '../data/analyst-thread.ts'
import { placesOf } from '../data/places.ts'
import { checkHere, findSet, labelsOf } from '../data/sets.ts'
import type { RunStore } from '../store/runs.ts'
import type { Examiner } from './examiner-thread.ts'
import type { World } from './world.ts'

/** How many runs are looked at before somebody else has a turn: about a millisecond of work. */
const portion = 200

/**
 * Which runs take a test image for another class than it is, the newest first: of those that are judged by the same test
 * images as `run`, or by all of the set's where none is named. Throws LabProblems.
 */
export async function mistakenBy(
	world: World,
	store: RunStore,
	{ run, set, image }: { run?: number | undefined; set: string; image: number }
): Promise<Mistaken[]> {
	if (run !== undefined && !store.find(run)) throw noSuch.run(run)
	const data: Pick<Subset, 'classes'> & DataChoice =
		run === undefined ? choiceOf(findSet(placesOf(world), set)) : store.recipe(run).recipe.data
	checkHere(placesOf(world), data)
	checkImage(findSet(placesOf(world), data.set), 'test', image)
	const labels = await labelsOf(placesOf(world), data.set, 'test')
	const place = testPlaces(data, labels)?.indexOf(image) ?? image
	// an image of a class that the run does not know
	if (place < 0) return []
	const mistaken: Mistaken[] = []
	for (let before = Number.MAX_SAFE_INTEGER; ;) {
		const guesses = store.guesses(testKey(data), place, before, portion)
		for (const { run, name, guess } of guesses)
			if (guess !== labels[image]) mistaken.push({ run, name, predicted: guess })
		const last = guesses.at(-1)
		if (!last || guesses.length < portion) return mistaken
		before = last.run
		await setImmediate()
	}
}

/** The training images of its data set least far from an image, the nearest first. Throws LabProblems. */
export async function nearest(
	world: World,
	examiner: Examiner,
	asked: { set: string; part: Part; image: number; count: number }
): Promise<Neighbour[]> {
	const { count: howMany, ...of } = asked
	checkImage(findSet(placesOf(world), of.set), of.part, of.image)
	return examiner.nearest(of, howMany)
}

/** Of every class, the training image least far from an image, the nearest first. Throws LabProblems. */
export async function alike(
	world: World,
	analyst: Analyst,
	{ set, part, image }: { set: string; part: Part; image: number },
	signal?: AbortSignal
): Promise<Neighbour[]> {
	checkImage(findSet(placesOf(world), set), part, image)
	return analyst.alike(set, part, image, signal)
}

/** Refuses the number of an image that there is not. */
export function checkImage(facts: DataFacts, part: Part, image: number): void {
	const images = total(facts[part])
	if (image < images) return
	throw new LabProblem(
		'BAD_REQUEST',
		`There is no ${part} image ${count(image)}: they are numbered from 0 to ${count(images - 1)}.`
	)
}
