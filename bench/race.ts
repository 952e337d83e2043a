import { tmpdir } from 'node:os'
import { parseArgs } from 'node:util'
import { readMnist } from '../src/main/data/mnist.ts'
import { splitImages } from '../src/main/data/split.ts'
import { openBackend } from '../src/main/train/backend.ts'
import { committee, firstWeights } from '../src/main/train/committee.ts'
import { epochOf } from '../src/main/train/epoch.ts'
import { openGraph } from '../src/main/train/graph-engine.ts'
import { worldHere } from '../src/main/world.ts'
import { findPreset } from '../src/shared/presets.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * How long presets train until they are right about 98, 99 and 99.5 % of the test images. The test set is looked at after
 * every epoch to see how far training has come, outside the time that counts; nothing is chosen by it. Writes its table of
 * docs/performance.md. `--models` names presets, `--seed` is 1.
 */
const { values } = parseArgs({
	options: {
		models: { type: 'string', default: 'slp,mlp-64,mlp-512-dropout,mlp-augmented,cnn,cnn-fast,cnn-best' },
		seed: { type: 'string', default: '1' }
	}
})
const marks = [0.98, 0.99, 0.995]
const now = () => performance.now()
const backend = await openBackend('native')
if (backend.kind !== 'native') throw new Error(backend.notice)
const data = readMnist(worldHere({}).dataFolder)
const everyTestImage = Uint32Array.from(data.test.labels, (_, image) => image)

const rows = values.models.split(',').map((name) => {
	const preset = findPreset(name)
	if (!preset) throw new Error(`there is no preset ${name}`)
	const recipe = { ...preset.recipe, seed: Number(values.seed) }
	const { training } = splitImages(recipe, () => undefined)
	const learner = committee(openGraph(now, tmpdir()))(recipe, data, firstWeights(recipe), null)
	const reached = new Map<number, string>()
	let [seconds, accuracy] = [0, 0]
	for (let number = 1; number <= recipe.epochs; number++) {
		const began = now()
		const epoch = epochOf(recipe, training, number)
		for (let batch = 0; batch < epoch.batches;) batch += learner.train(epoch, batch).batches
		seconds += (now() - began) / 1000
		accuracy = learner.judge(data.test, everyTestImage, { aborted: false })?.accuracy ?? NaN
		for (const mark of marks)
			if (accuracy >= mark && !reached.has(mark)) reached.set(mark, `${seconds.toFixed(1)} s (epoch ${number})`)
	}
	learner.close()
	const row = [
		name,
		...marks.map((mark) => reached.get(mark) ?? '–'),
		`${(100 * accuracy).toFixed(2)} % after ${seconds.toFixed(0)} s`
	]
	console.log(row.join('  '))
	return row
})
writeBetween(
	'performance.md',
	'race',
	`, seed ${values.seed}`,
	markdownTable(['preset', ...marks.map((mark) => `${100 * mark} %`), 'at the end'], rows)
)
// the native library keeps threads
process.exit(0)
