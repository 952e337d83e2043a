import { tmpdir } from 'node:os'
import { factsOf } from '../../src/shared/dataset.ts'
import { readMnist } from '../../src/main/data/mnist.ts'
import { splitImages } from '../../src/main/data/split.ts'
import { openBackend } from '../../src/main/train/backend.ts'
import { epochOf } from '../../src/main/train/fit.ts'
import { openGraph } from '../../src/main/train/graph-engine.ts'
import { initialWeights } from '../../src/main/train/initial.ts'
import { openLayers } from '../../src/main/train/layers-engine.ts'
import { presets } from '../../src/shared/presets.ts'

// seconds per epoch of one preset with one of our engines, in a process of its own: engine-seconds.ts FOLDER PRESET EPOCHS graph|layers

const [folder = '', name = '', epochs = '3', engine = 'graph'] = process.argv.slice(2)
const now = () => performance.now()
const start = now()
const backend = await openBackend('native')
if (backend.kind !== 'native') throw new Error(backend.notice)
const loaded = (now() - start) / 1000
const data = readMnist(folder)
const recipe = presets.find((preset) => preset.name === name)?.recipe
if (!recipe) throw new Error(`there is no preset ${name}`)
const { training } = splitImages(recipe, () => undefined)
const opening = now()
const open = engine === 'graph' ? openGraph(now, tmpdir()) : openLayers
const learner = open(recipe, data, initialWeights(recipe.layers, 1, factsOf(recipe.data).image), null)
const built = (now() - opening) / 1000
let step = 0
const took = (number: number) => {
	const epoch = epochOf(recipe, training, number)
	const began = now()
	for (let batch = 0; batch < epoch.batches;) {
		batch += learner.train(epoch, batch).batches
		step ||= (now() - began) / 1000
	}
	return (now() - began) / 1000
}
const first = took(1)
const seconds = Array.from({ length: Number(epochs) }, (_, n) => took(n + 2))
learner.close()
console.log(JSON.stringify({ first, seconds, loaded, built, step, version: `TensorFlow ${backend.tensorflow}` }))
// the native library keeps threads
process.exit(0)
