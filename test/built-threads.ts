import { join } from 'node:path'
import { buildIfStale } from '../scripts/build.mjs'
import { placeOf } from '../scripts/setup/place.mjs'

/** Threads of the real lab run as they are shipped: built, if the sources have changed since. */
export default async function setup(): Promise<void> {
	const place = placeOf()
	await buildIfStale(place, process.execPath)
	process.env['DIGIT_LAB_THREADS'] = join(place.root, 'out', 'main')
}
