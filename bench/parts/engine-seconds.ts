import { tmpdir } from 'node:os'
import { readMnist } from '../../src/main/data/mnist.ts'
import { splitImages } from '../../src/main/data/split.ts'
import { openBackend } from '../../src/main/train/backend.ts'
import { firstWeights } from '../../src/main/train/committee.ts'
import { epochOf } from '../../src/main/train/epoch.ts'
import { openGraph } from '../../src/main/train/graph-engine.ts'
import { openLayers } from '../../src/main/train/layers-engine.ts'
import { sideBySide } from '../../src/main/train/side-by-side.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { recipeSchema } from '../../src/shared/recipe.ts'

// seconds per epoch of one preset, or of a recipe as JSON, with one of our engines, in a process of its own, of several seeds
// side by side where that is asked: engine-seconds.ts FOLDER PRESET|RECIPE EPOCHS graph|layers [SEEDS]

const [folder = '', name = '', epochs = '3', engine = 'graph', seeds = '1'] = process.argv.slice(2)
const now = () => performance.now()
const start = now()
const backend = await openBackend('native')
if (backend.kind !== 'native') throw new Error(backend.notice)
const loaded = (now() - start) / 1000
const data = readMnist(folder)
const recipe = findPreset(name)?.recipe ?? recipeSchema.parse(JSON.parse(name))
const { training } = splitImages(recipe, () => undefined)
const recipes = Array.from({ length: Number(seeds) }, (_, place) => ({ ...recipe, seed: recipe.seed + place }))
const opening = now()
const open = engine === 'graph' ? openGraph(now, tmpdir()) : sideBySide(openLayers)
const learners = open(
	data,
	recipes.map((recipe) => ({ recipe, weights: firstWeights(recipe), state: null }))
)
const built = (now() - opening) / 1000
let step = 0
const took = (number: number) => {
	const began = now()
	const all = recipes.map((recipe) => epochOf(recipe, training, number))
	for (let batch = 0; batch < (all[0]?.batches ?? 0);) {
		batch += learners.train(all, batch)[0]?.batches ?? Infinity
		step ||= (now() - began) / 1000
	}
	return (now() - began) / 1000
}
const first = took(1)
const before = process.cpuUsage()
const seconds = Array.from({ length: Number(epochs) }, (_, n) => took(n + 2))
const { user, system } = process.cpuUsage(before)
/** How many cores were busy, in the mean. */
const busy = (user + system) / 1e6 / seconds.reduce((sum, one) => sum + one, 0)
learners.close()
const peak = process.resourceUsage().maxRSS * 1024
console.log(
	JSON.stringify({ first, seconds, busy, loaded, built, step, peak, version: `TensorFlow ${backend.tensorflow}` })
)
// the native library keeps threads
process.exit(0)
