import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { worldHere } from '../src/main/world.ts'
import { findPreset } from '../src/shared/presets.ts'
import { operationsOf } from './parts/operations.ts'
import { partsOfTime } from './parts/parts-of-time.ts'
import { median } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * How much of what this machine can multiply the graph engine gets out of it, and where the rest of the time goes, by
 * Linux's `perf` where that is installed. Writes its part of docs/performance.md. `--models`, `--epochs` (4).
 */
const { values } = parseArgs({
	options: {
		models: { type: 'string', default: 'mlp-512-dropout,cnn' },
		epochs: { type: 'string', default: '4' }
	}
})
const images = 48_000
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { dataFolder } = worldHere({})
const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }

interface Measured {
	seconds: number[]
	busy: number
	version: string
}

function run(program: string, args: string[]): string {
	const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', env, maxBuffer: 2 ** 26 })
	if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr.split('\n').slice(-6).join('\n')}`)
	return stdout
}

const peak = JSON.parse(run(process.execPath, [here('parts/products.ts')]).trim()) as { perSecond: number }
const folder = mkdtempSync(join(tmpdir(), 'digit-lab-peak-'))
const found = values.models.split(',').map((name) => {
	const recipe = findPreset(name)?.recipe
	if (!recipe) throw new Error(`there is no preset ${name}`)
	const engine = [here('parts/engine-seconds.ts'), dataFolder, name, values.epochs, 'graph']
	const measured = JSON.parse(run(process.execPath, engine).trim()) as Measured
	const seconds = median(measured.seconds)
	const operations = operationsOf(recipe, images)
	console.log(name, seconds.toFixed(3), `s, ${(operations / seconds / 1e9).toFixed(0)} GFLOP/s`)
	return { name, seconds, operations, busy: measured.busy, parts: partsOfTime(folder, process.execPath, engine, env) }
})
rmSync(folder, { recursive: true })

const share = (value: number) => `${(100 * value).toFixed(0)} %`
const giga = (value: number) => (value / 1e9).toFixed(0)
const table = markdownTable(
	['model', 'GFLOP an epoch', 'seconds', 'GFLOP/s', `of ${giga(peak.perSecond)} GFLOP/s`, 'cores busy'],
	found.map(({ name, seconds, operations, busy }) => [
		name,
		giga(operations),
		seconds.toFixed(3),
		giga(operations / seconds),
		share(operations / seconds / peak.perSecond),
		share(busy / cpus().length)
	])
)
const kinds = [...new Set(found.flatMap(({ parts }) => [...(parts?.keys() ?? [])]))]
const where = kinds.length
	? markdownTable(
			['of the time the cores are busy', ...found.map(({ name }) => name)],
			kinds.map((kind) => [kind, ...found.map(({ parts }) => share(parts?.get(kind) ?? 0))])
		)
	: 'Where the time goes was not looked at: there is no `perf` here.'
console.log(`${table}\n\n${where}`)
writeBetween('performance.md', 'peak', `, ${values.epochs} epochs`, `${table}\n\n${where}`)
