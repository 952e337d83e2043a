import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { sentenceFor } from './setup/problem.mjs'
import { say } from './setup/say.mjs'

/**
 * Opens the lab and builds it again whenever a source changes; the page is read anew at each reload.
 * @param {import('./verbs.mjs').World} world
 * @param {(world: import('./verbs.mjs').World) => Promise<number>} open
 */
export async function dev(world, open) {
	/** @type {NodeJS.Timeout | undefined} */
	let soon
	const rebuild = () =>
		buildIfStale(world.place, world.node).then(
			() => say('Reload the page to see the change; the core changes when the lab is started again.'),
			(error) => say(sentenceFor(error))
		)
	await buildIfStale(world.place, world.node)
	const watcher = watch(join(world.place.root, 'src'), { recursive: true }, () => {
		clearTimeout(soon)
		soon = setTimeout(rebuild, 200)
	})
	try {
		return await open({ ...world, env: { ...world.env, DIGIT_LAB_DEV: '1' } })
	} finally {
		clearTimeout(soon)
		watcher.close()
	}
}
