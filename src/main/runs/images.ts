import { setImmediate } from 'node:timers/promises'
import type { Part } from '../../shared/bytes.ts'
import { dataSets } from '../../shared/dataset.ts'
import { count } from '../../shared/format.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Mistaken, Neighbour } from '../../shared/runs.ts'
import type { Analyst } from '../data/analyst-thread.ts'
import { readLabels } from '../data/part.ts'
import type { RunStore } from '../store/runs.ts'
import type { Examiner } from './examiner-thread.ts'
import type { World } from './world.ts'

/** How many runs are looked at before somebody else has a turn: about a millisecond of work. */
const portion = 200

/** Which runs take a test image for another digit than it is, the newest first. */
export async function mistakenBy(world: World, store: RunStore, image: number): Promise<Mistaken[]> {
	const label = (await readLabels(world.dataFolder, 'test'))[image]
	const mistaken: Mistaken[] = []
	for (let before = Number.MAX_SAFE_INTEGER; ;) {
		const guesses = store.guesses(image, before, portion)
		for (const { run, name, guess } of guesses) if (guess !== label) mistaken.push({ run, name, predicted: guess })
		const last = guesses.at(-1)
		if (!last || guesses.length < portion) return mistaken
		before = last.run
		await setImmediate()
	}
}

/** The training images least far from an image, the nearest first. Throws LabProblems. */
export async function nearest(examiner: Examiner, part: Part, image: number, howMany: number): Promise<Neighbour[]> {
	checkImage(part, image)
	return examiner.nearest(part, image, howMany)
}

/** Of every class, the training image least far from an image, the nearest first. Throws LabProblems. */
export async function alike(analyst: Analyst, part: Part, image: number): Promise<Neighbour[]> {
	checkImage(part, image)
	return analyst.alike(part, image)
}

/** Refuses the number of an image that there is not. */
export function checkImage(part: Part, image: number): void {
	const images = dataSets.mnist[part]
	if (image < images) return
	const last = count(images - 1)
	throw new LabProblem('BAD_REQUEST', `There is no ${part} image ${count(image)}: they are numbered from 0 to ${last}.`)
}
