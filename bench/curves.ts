import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readMnist } from '../src/main/data/mnist.ts'
import { splitImages } from '../src/main/data/split.ts'
import { openBackend } from '../src/main/train/backend.ts'
import { committee, firstWeights } from '../src/main/train/committee.ts'
import { epochOf } from '../src/main/train/epoch.ts'
import { openGraph } from '../src/main/train/graph-engine.ts'
import { worldHere } from '../src/main/world.ts'
import { findPreset } from '../src/shared/presets.ts'
import { curvePicture } from './parts/curve-picture.ts'
import { findPeers } from './parts/peers.ts'
import { specOf } from './parts/spec.ts'
import { meanAndDeviation } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Whether the notebook's four models learn with the graph engine as they do with Keras: validation loss and accuracy
 * after every epoch, with `--seeds` (5) seeds each and `--epochs` (15). Writes its part of docs/results.md and the picture.
 */
const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '5' },
		epochs: { type: 'string', default: '15' },
		models: { type: 'string', default: 'slp,mlp-64,mlp-128-dropout,mlp-512-dropout' }
	}
})

/** After every epoch. */
export interface Curve {
	loss: number[]
	accuracy: number[]
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { dataFolder } = worldHere({})
const [seeds, epochs] = [Number(values.seeds), Number(values.epochs)]
const peers = findPeers()
if ('sentence' in peers) throw new Error(peers.sentence)
const { python } = peers
const backend = await openBackend('native')
if (backend.kind !== 'native') throw new Error(backend.notice)
const data = readMnist(dataFolder)
const now = () => performance.now()
let version = ''

function ours(name: string, seed: number): Curve {
	const preset = findPreset(name)
	if (!preset) throw new Error(`there is no preset ${name}`)
	const recipe = { ...preset.recipe, seed }
	const { training, validation } = splitImages(recipe, () => undefined)
	const learner = committee(openGraph(now, tmpdir()))(recipe, data, firstWeights(recipe), null)
	const curve: Curve = { loss: [], accuracy: [] }
	for (let number = 1; number <= epochs; number++) {
		const epoch = epochOf(recipe, training, number)
		for (let batch = 0; batch < epoch.batches;) batch += learner.train(epoch, batch).batches
		const judged = learner.judge(data.training, validation, { aborted: false })
		curve.loss.push(judged?.loss ?? NaN)
		curve.accuracy.push(judged?.accuracy ?? NaN)
	}
	learner.close()
	return curve
}

function keras(name: string, seed: number): Curve {
	const args = [here('peers/keras_curves.py'), dataFolder, JSON.stringify(specOf(name)), values.epochs, String(seed)]
	const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }
	const answer = execFileSync(python, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] })
	const curve = JSON.parse(answer.trim().split('\n').at(-1) ?? '') as Curve & { version: string }
	version = curve.version
	return curve
}

const models = values.models.split(',').map((name) => {
	const of = (curve: (name: string, seed: number) => Curve) =>
		Array.from({ length: seeds }, (_, place) => curve(name, place + 1))
	const model = { name, ours: of(ours), keras: of(keras) }
	console.log(name)
	return model
})

const share = (value: number) => (100 * value).toFixed(2)
const rows = models.map(({ name, ours, keras }) => {
	const at = (curves: Curve[], epoch: number) => curves.map(({ accuracy }) => accuracy[epoch] ?? NaN)
	const apart = Array.from({ length: epochs }, (_, epoch) => {
		const [one, other] = [meanAndDeviation(at(ours, epoch)), meanAndDeviation(at(keras, epoch))]
		return (Math.abs(one.mean - other.mean) / Math.hypot(one.deviation, other.deviation)) * Math.SQRT2
	})
	const last = [ours, keras].map((curves) => meanAndDeviation(at(curves, epochs - 1)))
	return [
		name,
		...last.map(({ mean, deviation }) => `${share(mean)} ± ${share(deviation)} %`),
		(apart.reduce((sum, value) => sum + value, 0) / epochs).toFixed(2),
		Math.max(...apart).toFixed(2)
	]
})
writeFileSync(here('../docs/curves.svg'), curvePicture(models))
writeBetween(
	'results.md',
	'curves',
	`, ${seeds} seeds of ${epochs} epochs`,
	`${markdownTable(['model', `ours after ${epochs} epochs`, 'Keras', 'apart, mean', 'apart, most'], rows)}

![Validation accuracy after every epoch: the range of Keras's seeds and each of ours](curves.svg)

${version}.`
)
// the native library keeps threads
process.exit(0)
