import type { Part } from '../../shared/bytes.ts'
import type { Mistaken, Neighbour } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { World } from './world.ts'

/** Which runs take a test image for another digit than it is. */
export function mistakenBy(world: World, store: RunStore, image: number): Promise<Mistaken[]> {
	return Promise.reject(new Error(`to be written ${world.version} ${image} ${typeof store}`))
}

/** The training images least far from an image. */
export function nearest(part: Part, image: number, count: number): Promise<Neighbour[]> {
	return Promise.reject(new Error(`to be written ${part} ${image} ${count}`))
}
