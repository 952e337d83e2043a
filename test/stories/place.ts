import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

export const root = join(import.meta.dirname, '../..')

/** A file of the build; stories run what is shipped, not the sources. */
export function built(path: string): string {
	const file = join(root, 'out', path)
	if (!existsSync(file)) throw new Error(`${file} has not been built: run "npm run build" first.`)
	return file
}

/** An empty home for one test, gone when the test is over. */
export async function newHome(): Promise<string> {
	const home = await makeHome()
	onTestFinished(() => removeHome(home))
	return home
}

const makeHome = () => mkdtemp(join(tmpdir(), 'digit-lab-story-'))
const removeHome = (home: string) => rm(home, { recursive: true, force: true, maxRetries: 5 })

/** Homes with the same in them: `fill` puts it there once, and every test gets a copy. To be called outside of tests. */
export function homesWith(fill: (home: string) => Promise<void>): () => Promise<string> {
	let first: Promise<string> | null = null
	async function make() {
		const home = await makeHome()
		await fill(home)
		return home
	}
	afterAll(async () => {
		if (first) await removeHome(await first)
	})
	return async () => {
		const home = await newHome()
		await cp(await (first ??= make()), home, { recursive: true })
		return home
	}
}
