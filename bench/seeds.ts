import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { worldHere } from '../src/main/world.ts'
import { median } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Whether several seeds of one recipe are trained sooner side by side in one graph than one after another: seconds for an
 * epoch of each, 48,000 images, no validation, in turns of `--rounds` rounds. Writes its table of docs/performance.md.
 */
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		models: { type: 'string', default: 'slp,mlp-64,mlp-128-dropout' }
	}
})
const seeds = 6
const program = fileURLToPath(new URL('parts/engine-seconds.ts', import.meta.url))
const { dataFolder } = worldHere({})

/** The median epoch, in seconds, of so many seeds at once. */
function epoch(model: string, together: number): number {
	const args = [program, dataFolder, model, '3', 'graph', String(together)]
	const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
	if (status !== 0) throw new Error(stderr)
	return median((JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { seconds: number[] }).seconds)
}

const rows = values.models.split(',').map((model) => {
	const alone: number[] = []
	const together: number[] = []
	for (let round = 0; round < Number(values.rounds); round++) {
		alone.push(seeds * epoch(model, 1))
		together.push(epoch(model, seeds))
	}
	const [row, side] = [median(alone), median(together)]
	return [model, `${row.toFixed(2)} s`, `${side.toFixed(2)} s`, `×${(row / side).toFixed(2)}`]
})
const table = markdownTable(['model', 'six runs in a row', 'six seeds side by side', 'sooner'], rows)
console.log(table)
writeBetween('performance.md', 'seeds', `, ${values.rounds} rounds`, table)
