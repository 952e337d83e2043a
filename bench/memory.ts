import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLab } from '../src/main/lab.ts'
import { worldHere } from '../src/main/world.ts'
import { presets } from '../src/shared/presets.ts'
import { recipeSchema, type RecipeInput } from '../src/shared/recipe.ts'
import { isOver } from '../src/shared/runs.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Whether a lab that trains `--runs` (100) runs in a row comes to hold more and more memory: networks of all sorts in turn,
 * an epoch of 10,000 images each; the resident set after every run. Writes its table of docs/performance.md.
 */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '100' } } })
const count = Number(values.runs)
const names = ['slp', 'mlp-64', 'mlp-512-dropout', 'cnn']
const home = mkdtempSync(join(tmpdir(), 'digit-lab-memory-'))
const lab = openLab(worldHere({ home }))
const resident: number[] = []
try {
	for (let run = 0; run < count; run++) {
		const recipe = presets.find(({ name }) => name === names[run % names.length])?.recipe as RecipeInput
		const feed = await lab.client.watch()
		const { id } = await lab.client.runs.start({
			recipe: recipeSchema.parse({ ...recipe, data: { limit: 10_000 }, epochs: 1, seed: run })
		})
		for await (const event of feed) if (event.kind === 'run' && event.run.id === id && isOver(event.run.status)) break
		resident.push(process.memoryUsage.rss())
	}
} finally {
	await lab.close()
	rmSync(home, { recursive: true })
}

const mega = (bytes: number | undefined) => `${((bytes ?? NaN) / 1e6).toFixed(0)} MB`
const after = [1, 10, 25, 50, 75, 100].filter((run) => run <= count)
const table = markdownTable(
	['after run', ...after.map(String)],
	[['resident set', ...after.map((run) => mega(resident[run - 1]))]]
)
const half = resident.slice(Math.floor(count / 2))
const most = `The most in the first half: ${mega(Math.max(...resident.slice(0, Math.floor(count / 2))))}; in the second: ${mega(Math.max(...half))}.`
console.log(`${table}\n\n${most}`)
writeBetween('performance.md', 'memory', `, ${count} runs`, `${table}\n\n${most}`)
