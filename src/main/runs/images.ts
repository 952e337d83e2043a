import type { Part } from '../../shared/bytes.ts'
import { dataSets } from '../../shared/dataset.ts'
import { count } from '../../shared/format.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Mistaken, Neighbour } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { Examiner } from './examiner-thread.ts'
import type { World } from './world.ts'

/** Which runs take a test image for another digit than it is. */
export function mistakenBy(world: World, store: RunStore, image: number): Promise<Mistaken[]> {
	return Promise.reject(new Error(`to be written ${world.version} ${image} ${typeof store}`))
}

/** The training images least far from an image, the nearest first. Throws LabProblems. */
export async function nearest(examiner: Examiner, part: Part, image: number, howMany: number): Promise<Neighbour[]> {
	checkImage(part, image)
	return examiner.nearest(part, image, howMany)
}

/** Refuses the number of an image that there is not. */
export function checkImage(part: Part, image: number): void {
	const images = dataSets.mnist[part]
	if (image < images) return
	const last = count(images - 1)
	throw new LabProblem('BAD_REQUEST', `There is no ${part} image ${count(image)}: they are numbered from 0 to ${last}.`)
}
