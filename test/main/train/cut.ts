import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { readMnist, type DataSet, type Labelled } from '../../../src/main/data/mnist.ts'
import type { Trained, TrainEvent } from '../../../src/main/train/engine.ts'
import { keeping } from '../../../src/main/train/keeping.ts'
import { unpackStart, type Kept, type PackedWeights } from '../../../src/main/train/kept.ts'
import { graphEngine } from '../../../src/main/train/graph-engine.ts'
import { layersEngine } from '../../../src/main/train/layers-engine.ts'
import { worldHere } from '../../../src/main/world.ts'
import { recipeSchema, type Recipe, type RecipeInput } from '../../../src/shared/recipe.ts'

let data: DataSet | undefined
/** The first of MNIST: no recipe here takes more. */
const images = () => (data ??= firstOf(readMnist(worldHere({}).dataFolder), 1000))
const now = () => performance.now()
const engines = { layers: layersEngine(now), graph: graphEngine(now, tmpdir()) }
const never = { aborted: false }

function firstOf({ training, test, sha256 }: DataSet, count: number): DataSet {
	const first = ({ images, labels }: Labelled): Labelled => ({
		images: { ...images, count, pixels: images.pixels.slice(0, count * images.height * images.width) },
		labels: labels.slice(0, count)
	})
	return { training: first(training), test: first(test), sha256 }
}

/** All that a training leaves, seconds aside: each epoch's numbers and answers, the weights that are judged, their answers. */
export interface Left {
	epochs: { epoch: number; numbers: unknown; predictions: string | null }[]
	judged: number | null
	weights: string
	probabilities: string
}

const sha256 = (...parts: NodeJS.TypedArray[]) =>
	parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex')

/** Follows a training until the epoch `until` has ended, and hands each epoch on. */
function follow(
	events: Generator<TrainEvent, Trained | null>,
	until: number,
	left: Left,
	take: (event: TrainEvent & { kind: 'epoch' }) => void
): Trained | null {
	for (;;) {
		const next = events.next()
		if (next.done) return next.value
		if (next.value.kind === 'progress') continue
		take(next.value)
		const { point, predictions } = next.value
		const { epoch, seconds, ...numbers } = point
		if (!(seconds > 0)) throw new Error('an epoch takes time')
		left.epochs.push({ epoch, numbers, predictions: predictions && sha256(predictions) })
		if (epoch === until) return null
	}
}

/** Trains a recipe with one engine, or after each cut with the next of several; with `cuts`, ends behind each of these epochs and goes on from what was kept, through bytes and JSON. */
export function train(
	input: RecipeInput,
	cuts: readonly number[] = [],
	by: readonly (keyof typeof engines)[] = ['layers']
): Left {
	const recipe: Recipe = recipeSchema.parse(input)
	const left: Left = { epochs: [], judged: null, weights: '', probabilities: '' }
	let kept: Kept | null = null
	/** As the database has them: the best epoch's weights once they were sent. */
	let best: PackedWeights | null = null
	let trained: Trained | null = null
	for (const [part, until] of [...cuts, Infinity].entries()) {
		const engine = engines[by[part % by.length] ?? 'layers']
		const start = kept && unpackStart({ ...structuredClone(kept), watch: reread(kept.watch), best })
		const keeper = keeping(() => 0, start?.best ?? null)
		trained = follow(engine.fit(recipe, images(), start, never), until, left, ({ checkpoint, ...epoch }) =>
			keeper.take(checkpoint, { ...epoch, peakMemory: 0 })
		)
		kept = keeper.rest() ?? kept
		if (kept?.best) {
			const weights: PackedWeights['weights'] | null =
				kept.best.weights ?? (kept.best.epoch === kept.epoch ? kept.weights : null)
			if (weights) best = { epoch: kept.best.epoch, weights }
		}
	}
	if (!trained) throw new Error('the training did not end')
	left.judged = trained.epoch
	left.weights = sha256(...trained.weights.map(({ values }) => values))
	const judged = engines[by[0] ?? 'layers'].test(recipe, images(), trained.weights, never)
	if (judged) left.probabilities = sha256(judged.probabilities)
	return left
}

const reread = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
