import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { worldHere } from '../src/main/world.ts'
import { recipeSchema } from '../src/shared/recipe.ts'
import { median } from './parts/spread.ts'
import { markdownTable } from './parts/table.ts'
import { writeBetween } from './parts/write-between.ts'

/**
 * Which engine is the faster one for recurrent layers: seconds of an epoch of one layer of `--units` (128) that reads an
 * image row by row, on `--images` (12,000, of which a fifth validates), `--epochs` (2) after one that is not counted.
 * Writes its part of docs/performance.md.
 */
const { values } = parseArgs({
	options: {
		units: { type: 'string', default: '128' },
		images: { type: 'string', default: '12000' },
		epochs: { type: 'string', default: '2' }
	}
})
const file = fileURLToPath(new URL('parts/engine-seconds.ts', import.meta.url))
const { dataFolder } = worldHere({})
const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' }

const rows = (['lstm', 'gru', 'simpleRnn'] as const).map((kind) => {
	const recipe = recipeSchema.parse({
		data: { limit: Number(values.images) },
		layers: [
			{ kind, units: Number(values.units) },
			{ kind: 'dense', units: 10, activation: 'softmax' }
		],
		optimizer: { kind: 'adam' },
		learningRate: 0.001,
		batchSize: 128
	})
	const measure = (engine: string) => {
		const args = [file, dataFolder, JSON.stringify(recipe), values.epochs, engine]
		const answer = execFileSync(process.execPath, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] })
		const { built, seconds } = JSON.parse(answer) as { built: number; seconds: number[] }
		return { built, seconds: median(seconds) }
	}
	const [graph, layers] = [measure('graph'), measure('layers')]
	console.log(kind, graph, layers)
	const times = layers.seconds / graph.seconds
	return [
		kind,
		graph.seconds.toFixed(2),
		layers.seconds.toFixed(2),
		`×${times.toFixed(1)}`,
		graph.built.toFixed(2),
		times > 1 ? 'graph' : 'layers'
	]
})
writeBetween(
	'performance.md',
	'recurrent',
	`, ${values.units} units, ${values.images} images`,
	markdownTable(['layer', 'graph, s', 'layers, s', '', 'building the graph, s', 'the faster'], rows)
)
