import { setImmediate } from 'node:timers/promises'
import type { Part } from '../../shared/bytes.ts'
import type { Mistaken, Neighbour } from '../../shared/runs.ts'
import { readLabels } from '../data/part.ts'
import type { RunStore } from '../store/runs.ts'
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

/** The training images least far from an image. */
export function nearest(part: Part, image: number, count: number): Promise<Neighbour[]> {
	return Promise.reject(new Error(`to be written ${part} ${image} ${count}`))
}
