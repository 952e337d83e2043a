import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { worldHere } from '../src/main/world.ts'
import { findPeers } from './parts/peers.ts'
import { specOf } from './parts/spec.ts'
import { ratioPicture } from './parts/ratio-picture.ts'
import { median } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Seconds per epoch of the notebook's four models and the CNN with our two engines, Keras and PyTorch: 48,000 images, no
 * validation, every measurement in a process of its own, the contenders in turn within each round. Writes the table and
 * the picture of docs/performance.md. `--rounds` 5, `--epochs` 3 each after one that is not counted; `--dry` only prints.
 */
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		epochs: { type: 'string', default: '3' },
		models: { type: 'string', default: 'slp,mlp-64,mlp-128-dropout,mlp-512-dropout,cnn' },
		dry: { type: 'boolean', default: false }
	}
})

interface Measured {
	seconds: number[]
	loaded: number
	/** Ours alone say these: until the training stands ready, until the first call is back, and bytes held at most. */
	built?: number
	step?: number
	peak?: number
	version: string
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { dataFolder } = worldHere({})
const models = values.models.split(',')
const peers = findPeers()
if ('sentence' in peers) console.log(peers.sentence)
const python = 'python' in peers ? peers.python : null

type Command = (model: string) => [program: string, args: string[]]
const ours =
	(engine: string): Command =>
	(model) => [process.execPath, [here('parts/engine-seconds.ts'), dataFolder, model, values.epochs, engine]]
const theirs =
	(file: string, mode: string): Command =>
	(model) => [python ?? '', [here(`peers/${file}`), dataFolder, JSON.stringify(specOf(model)), values.epochs, mode]]
const contenders: Record<string, Command> = {
	graph: ours('graph'),
	layers: ours('layers'),
	...(python && {
		Keras: theirs('keras_peer.py', '1'),
		'Keras, 50 steps a call': theirs('keras_peer.py', '50'),
		'PyTorch eager': theirs('torch_peer.py', 'eager'),
		'PyTorch compiled': theirs('torch_peer.py', 'compile')
	})
}
const names = Object.keys(contenders)

const results = new Map<string, Map<string, Measured[]>>(models.map((model) => [model, new Map()]))
for (let round = 1; round <= Number(values.rounds); round++)
	for (const model of models)
		for (const [name, command] of Object.entries(contenders)) {
			const measured = measure(name, ...command(model))
			const of = results.get(model) as Map<string, Measured[]>
			of.set(name, [...(of.get(name) ?? []), ...(measured ? [measured] : [])])
			const last = measured ? median(measured.seconds).toFixed(3) : 'failed'
			console.log(`round ${round}  ${model}  ${name}: ${last} s`)
		}
const found = tables()
console.log(found)
if (!values.dry) {
	const { rounds, epochs } = values
	writeBetween('performance.md', 'engines', `, ${rounds} rounds of ${epochs} epochs`, found)
	writeFileSync(here('../docs/engines.svg'), ratioPicture(medians()))
}

function measure(name: string, program: string, args: string[]): Measured | null {
	const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
	const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', env, maxBuffer: 2 ** 26 })
	if (status === 0) return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured
	console.error(`${name} failed:\n${stderr.split('\n').slice(-6).join('\n')}`)
	return null
}

/** Of each round the median. */
function secondsOf(model: string, name: string): number[] {
	return (results.get(model)?.get(name) ?? []).map(({ seconds }) => median(seconds))
}

/** Of each model, by contender: the median of the rounds' medians. */
function medians(): Map<string, Map<string, number>> {
	return new Map(models.map((model) => [model, new Map(names.map((name) => [name, median(secondsOf(model, name))]))]))
}

function tables(): string {
	const cell = (model: string, name: string) => {
		const all = secondsOf(model, name)
		if (all.length === 0) return '–'
		const times = median(all) / median(secondsOf(model, 'graph'))
		return `${median(all).toFixed(3)} (${Math.min(...all).toFixed(3)}–${Math.max(...all).toFixed(3)}), ×${times.toFixed(2)}`
	}
	const everything = [...results.values()].flatMap((all) => [...all.values()].flat())
	const versions = new Set(everything.map(({ version }) => version))
	const beside = names.map((name) => {
		const all = [...results.values()].flatMap((of) => of.get(name) ?? [])
		const say = (pick: (one: Measured) => number | undefined, digits: number) => {
			const found = all.flatMap((one) => pick(one) ?? [])
			return found.length > 0 ? median(found).toFixed(digits) : '–'
		}
		return [
			name,
			say((one) => one.loaded, 2),
			say((one) => one.built, 3),
			say((one) => one.step, 3),
			say((one) => one.peak && one.peak / 1e6, 0)
		]
	})
	return `${cpus()[0]?.model.trim()}, ${cpus().length} cores; Node ${process.versions.node}; ${[...versions].join('; ')}.

${markdownTable(
	['model', ...names],
	models.map((model) => [model, ...names.map((name) => cell(model, name))])
)}

![Seconds per epoch as multiples of the graph engine's](engines.svg)

Besides, medians over all models: seconds to load the library, to build and load the training, until its first call is back,
and how many MB the process held at most.

${markdownTable(['', 'load', 'build', 'first call', 'MB'], beside)}`
}
