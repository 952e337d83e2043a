import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { openLab, type Lab } from '../../src/main/lab.ts'
import { worldHere } from '../../src/main/world.ts'
import type { RecipeInput } from '../../src/shared/recipe.ts'
import { isOver, type LabEvent, type RunDetail } from '../../src/shared/runs.ts'

// the real lab: real worker thread, real TensorFlow, real SQLite, the first images of MNIST

/** A folder that goes when the test ends. */
export function newHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	onTestFinished(() => rmSync(home, { recursive: true, force: true }))
	return home
}

/** A lab that closes when the test ends. */
export function open(home = newHome()): Lab {
	const lab = openLab(worldHere({ home }))
	onTestFinished(() => lab.close())
	return lab
}

export const slp = (extra: Partial<RecipeInput> = {}): RecipeInput => ({
	data: { limit: 1000 },
	layers: [{ kind: 'dense', units: 10, activation: 'softmax' }],
	epochs: 2,
	...extra
})

/** Starts a run and collects what the feed says of it until it is over. */
export async function trained(
	lab: Lab,
	recipe: RecipeInput,
	preset: string | null = null
): Promise<{ run: RunDetail; events: LabEvent[] }> {
	const feed = await lab.client.watch()
	const { id } = await lab.client.runs.start({ recipe, preset })
	const events: LabEvent[] = []
	for await (const event of feed) {
		events.push(event)
		if (event.kind === 'run' && event.run.id === id && isOver(event.run.status)) break
	}
	return { run: await lab.client.runs.get({ run: id }), events }
}

/** What SQL finds in the database of a home, or what it changed, past the lab. */
export function rows<T = unknown>(home: string, sql: string, ...values: unknown[]): T[] {
	const database = new Sqlite(join(home, 'lab.sqlite'), { timeout: 5000 })
	try {
		return database.prepare<unknown[], T>(sql).all(...values)
	} finally {
		database.close()
	}
}
