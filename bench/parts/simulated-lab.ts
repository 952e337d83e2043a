import { EventPublisher, implement } from '@orpc/server'
import type { Lab } from '../../src/main/lab.ts'
import { labContract } from '../../src/shared/lab.ts'
import { likenessOf } from '../../src/shared/likeness.ts'
import { describe } from '../../src/shared/network.ts'
import { findPreset } from '../../src/shared/presets.ts'
import { LabProblem } from '../../src/shared/problems.ts'
import type { EpochPoint, LabEvent, RunDetail, RunRow } from '../../src/shared/runs.ts'
import { saySettings, sayNetwork } from '../../src/shared/words.ts'
import { mnist } from '../../src/shared/dataset.ts'
import { testKey } from '../../src/shared/subset.ts'
import { neverAsked } from './never-asked.ts'

/** A lab that trains nothing and tells of epochs as fast as it is asked to: for measuring the page alone. */
export interface SimulatedLab extends Pick<Lab, 'router' | 'bytes'> {
	/** A new run of so many epochs, training from now on. */
	begin(epochs: number): RunRow
	/** The next epoch of a run, and so many words of progress before it. */
	epoch(run: number, progress: number): void
	finish(run: number): void
}

export function simulatedLab(): SimulatedLab {
	const recipe = findPreset('slp')?.recipe
	if (!recipe) throw new Error('there is no preset slp')
	const feed = new EventPublisher<{ lab: LabEvent }>({ maxBufferedEvents: 10_000 })
	const rows = new Map<number, RunRow>()
	const points = new Map<number, EpochPoint[]>()
	const tell = (event: LabEvent) => feed.publish('lab', event)
	const row = (run: number): RunRow => {
		const found = rows.get(run)
		if (!found) throw new LabProblem('NO_SUCH_RUN', `There is no run ${run}.`)
		return found
	}
	const change = (run: number, to: Partial<RunRow>) => {
		const next = { ...row(run), ...to }
		rows.set(run, next)
		tell({ kind: 'run', run: next })
		return next
	}
	const detail = (run: number): RunDetail => ({
		...row(run),
		uid: String(run),
		recipe: { ...recipe, epochs: row(run).epochs },
		recipeHash: '0'.repeat(64),
		environment: null,
		peakMemory: null,
		summary: describe(recipe.layers, mnist.image).rows,
		points: points.get(run) ?? [],
		predictedEpochs: [],
		weightsEpoch: null,
		test: null,
		judgement: null
	})
	const lab = implement(labContract)
	const never = () => Promise.reject(new LabProblem('NOT_NOW', 'This lab only pretends.'))
	const router = lab.router({
		about: lab.about.handler(() => ({
			version: '0',
			home: '',
			homeNotice: null,
			node: process.versions.node,
			cpu: 'none',
			threads: 0,
			backend: { kind: 'native' as const, tensorflow: 'simulated' },
			data: { training: 60_000, test: 10_000 }
		})),
		recipes: {
			estimate: lab.recipes.estimate.handler(() => ({ kind: 'unknown' as const, why: 'simulated' })),
			file: lab.recipes.file.handler(never)
		},
		runs: {
			list: lab.runs.list.handler(({ input }) => (input.before ? [] : [...rows.values()].reverse())),
			get: lab.runs.get.handler(({ input }) => detail(input.run)),
			curves: lab.runs.curves.handler(({ input }) =>
				input.runs
					.filter((run) => rows.has(run))
					.map((run) => ({ run: row(run), recipe, environment: null, points: points.get(run) ?? [] }))
			),
			start: lab.runs.start.handler(never),
			stop: lab.runs.stop.handler(never),
			edit: lab.runs.edit.handler(never),
			remove: lab.runs.remove.handler(never),
			restore: lab.runs.restore.handler(never),
			twins: lab.runs.twins.handler(() => []),
			calibration: lab.runs.calibration.handler(never),
			compare: lab.runs.compare.handler(never),
			notebook: lab.runs.notebook.handler(never),
			resume: lab.runs.resume.handler(never)
		},
		...neverAsked(lab, never),
		watch: lab.watch.handler(({ signal }) => feed.subscribe('lab', { signal }))
	})
	return {
		router: router,
		bytes: new Proxy({} as Lab['bytes'], { get: () => never }),
		begin(epochs) {
			const id = rows.size + 1
			rows.set(id, newRow(id, { ...recipe, epochs }))
			points.set(id, [])
			return change(id, {})
		},
		epoch(run, progress) {
			const all = points.get(run) ?? []
			const { epochs } = row(run)
			const point = pointAt(all.length + 1, epochs)
			for (let at = 1; at <= progress; at++)
				tell({
					kind: 'progress',
					progress: {
						run,
						phase: 'training',
						epoch: point.epoch,
						epochs,
						batch: at,
						batches: progress,
						loss: point.loss,
						accuracy: point.accuracy,
						samplesPerSecond: 1e5,
						secondsLeft: epochs - point.epoch
					}
				})
			all.push(point)
			tell({ kind: 'epoch', run, point })
			change(run, { epochsDone: point.epoch, seconds: point.epoch / 2, valAccuracy: point.valAccuracy })
		},
		finish: (run) => void change(run, { status: 'finished' })
	}
}

const newRow = (id: number, recipe: RunDetail['recipe']): RunRow => ({
	id,
	name: `simulated ${id}`,
	preset: null,
	network: sayNetwork(recipe.layers, mnist.image),
	settings: saySettings(recipe),
	likeness: likenessOf(recipe),
	status: 'training',
	problem: null,
	note: '',
	tags: [],
	starred: false,
	archived: false,
	imported: null,
	resumable: false,
	dataName: 'MNIST',
	testKey: testKey(recipe.data),
	readsDigits: true,
	optimizer: recipe.optimizer.kind,
	layerKinds: ['dense'],
	parameters: describe(recipe.layers, mnist.image).parameters,
	epochs: recipe.epochs,
	epochsDone: 0,
	bestEpoch: null,
	valLoss: null,
	valAccuracy: null,
	testAccuracy: null,
	testLoss: null,
	testCount: null,
	seconds: 0,
	created: new Date().toISOString()
})

/** A curve that falls, with the noise of a real one. */
function pointAt(epoch: number, epochs: number): EpochPoint {
	const noise = Math.sin(epoch * 12.9898) * 0.01
	const loss = 0.05 + 2 / (1 + (40 * epoch) / epochs) + noise
	const accuracy = 1 - loss / 3
	return { epoch, loss, accuracy, valLoss: loss + 0.05, valAccuracy: accuracy - 0.02, learningRate: 0.01, seconds: 0.5 }
}
