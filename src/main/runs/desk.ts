import { likenessOf } from '../../shared/likeness.ts'
import { classCount, describe } from '../../shared/network.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { isOver, type Judgement, type LabEvent, type RunDetail, type RunRow } from '../../shared/runs.ts'
import { saySettings, sayNetwork } from '../../shared/words.ts'
import { readTestLabels } from '../data/mnist.ts'
import { averages, classScores, confusionMatrix, mostLikely } from '../judge/confusion.ts'
import { wilson } from '../judge/wilson.ts'
import type { RunStore } from '../store/runs.ts'
import { hashOf } from './hash.ts'
import type { Queue } from './queue.ts'
import type { World } from './world.ts'

/** Where a person asks for a run: to start one, to read one, to end one, to throw one away. Throws LabProblems. */
export function runDesk(world: World, store: RunStore, queue: Queue, publish: (event: LabEvent) => void) {
	function find(run: number): RunRow {
		const row = store.find(run)
		if (!row) throw new LabProblem('NO_SUCH_RUN', `There is no run ${run}. "runs" lists those there are.`)
		return row
	}
	let labels: Uint8Array | undefined
	function judge(run: number): Judgement | null {
		const probabilities = store.probabilities(run)
		if (!probabilities) return null
		labels ??= readTestLabels(world.dataFolder)
		const matrix = confusionMatrix(labels, mostLikely(probabilities, classCount), classCount)
		const classes = classScores(matrix)
		return { matrix, classes, ...averages(classes) }
	}
	return {
		/** Newest first. */
		list: () => store.list(),
		get(run: number): RunDetail {
			const row = find(run)
			const stored = store.recipe(run)
			const test = store.test(run)
			return {
				...row,
				...stored,
				environment: store.environment(run),
				summary: describe(stored.recipe.layers).rows,
				points: store.points(run),
				test: test ? { ...test, interval: wilson(test.correct, test.count) } : null,
				judgement: judge(run)
			}
		},
		/** Keeps the run and puts it at the end of the queue. */
		start(recipe: Recipe, name: string | undefined, preset: string | null): RunRow {
			return queue.claim(() => {
				const run = store.add({
					uid: world.uid(),
					name: name ?? preset ?? 'my network',
					preset,
					recipe,
					hash: hashOf(recipe),
					network: sayNetwork(recipe.layers),
					settings: saySettings(recipe),
					likeness: likenessOf(recipe),
					parameters: describe(recipe.layers).parameters,
					created: world.now()
				})
				const row = find(run)
				publish({ kind: 'run', run: row })
				queue.enqueue(run)
				return row
			})
		},
		async stop(run: number): Promise<RunRow> {
			const { status } = find(run)
			if (isOver(status)) throw new LabProblem('NOT_NOW', `Run ${run} is over (${status}); there is nothing to stop.`)
			if (status !== 'queued' && queue.current() !== run)
				throw new LabProblem('NOT_NOW', `Run ${run} is trained by another Digit Lab; stop it there.`)
			await queue.stop(run)
			return find(run)
		},
		/** For good. A waiting run leaves the queue first; a training one must be stopped by whoever wants that. */
		async remove(run: number): Promise<{ removed: number }> {
			const { status } = find(run)
			if (status === 'training' || status === 'evaluating')
				throw new LabProblem('NOT_NOW', `Run ${run} is training. Stop it before you delete it.`)
			if (status === 'queued') await queue.stop(run)
			store.remove(run)
			publish({ kind: 'removed', run })
			return { removed: run }
		}
	}
}
