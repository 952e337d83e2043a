import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RunCurves } from '../../shared/curves.ts'
import { factsOf } from '../../shared/dataset.ts'
import { confusionMatrix } from '../../shared/confusion.ts'
import type { RunChange } from '../../shared/lab.ts'
import { describe } from '../../shared/network.ts'
import type { KeptRecipeFile } from '../../shared/recipe-files.ts'
import { presetStill } from '../../shared/presets.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { Judgement } from '../../shared/judgement.ts'
import { isOver, type LabEvent, type RunDetail, type RunRow } from '../../shared/runs.ts'
import { placesOf } from '../data/places.ts'
import { checkHere } from '../data/sets.ts'
import { averages, classScores } from '../judge/confusion.ts'
import { wilson } from '../../shared/wilson.ts'
import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { RecipeFileStore } from '../store/recipe-files.ts'
import type { RunStore } from '../store/runs.ts'
import { derivedOf } from './derived.ts'
import { truthReader } from './truth.ts'
import { anHourBefore, purging } from './purging.ts'
import type { Queue } from './queue.ts'
import { whyNot } from './resume.ts'
import { twins } from './twins.ts'
import type { World } from './world.ts'

/** Where a person asks for a run: to start one, to read one, to end one, to throw one away. Throws LabProblems. */
export function runDesk(
	world: World,
	store: RunStore,
	queue: Queue,
	publish: (event: LabEvent) => void,
	checkpoints: Checkpoints,
	files: RecipeFileStore
) {
	function find(run: number): RunRow {
		const row = store.find(run)
		if (!row) throw noSuch.run(run)
		return row
	}
	const truth = truthReader(placesOf(world))
	async function judge(run: number, recipe: Recipe): Promise<Judgement | null> {
		const predicted = store.predicted(run)
		if (!predicted) return null
		const labels = await truth(recipe.data).catch(() => null)
		// the data set may have been removed since: what was judged then stands, but nothing can be counted anew
		if (!labels) return null
		const matrix = confusionMatrix(labels, predicted, factsOf(recipe.data).classes.length)
		// classes that a recipe leaves out are neither there nor answered, and no part of a mean (as in scikit-learn)
		const isThere = (label: number) => matrix.some((row, other) => row[label] || (other === label && row.some(Boolean)))
		const classes = classScores(matrix).filter(({ label }) => isThere(label))
		return { matrix, classes, ...averages(classes) }
	}
	function tell(runs: readonly number[]): RunRow[] {
		const rows = runs.map(find)
		for (const run of rows) publish({ kind: 'run', run })
		return rows
	}
	const purger = purging(world, checkpoints.free, store.purge)
	void purger.purge()
	return {
		/** Newest first. */
		list: (before?: number, limit?: number) => store.list(before, limit),
		async get(run: number): Promise<RunDetail> {
			const row = find(run)
			const stored = store.recipe(run)
			const test = store.test(run)
			return {
				...row,
				...stored,
				uid: store.uid(run),
				environment: store.environment(run),
				peakMemory: store.peakMemory(run),
				summary: describe(stored.recipe.layers, factsOf(stored.recipe.data).image).rows,
				points: store.points(run),
				weightsEpoch: store.weightsEpoch(run) ?? null,
				predictedEpochs: store.predictedEpochs(run),
				test: test ? { ...test, interval: wilson(test.correct, test.count) } : null,
				judgement: await judge(run, stored.recipe)
			}
		},
		/** In the order asked for, each once; those that are not there are left out. Long ones are read by turns, so that nobody waits for all. */
		async curves(runs: readonly number[]): Promise<RunCurves[]> {
			const found: RunCurves[] = []
			let read = 0
			for (const id of new Set(runs)) {
				const run = store.find(id)
				if (!run) continue
				const { recipe } = store.recipe(id)
				if (read > 2000) await nextTurn()
				const points = store.points(id)
				read = (read > 2000 ? 0 : read) + points.length
				found.push({ run, recipe, environment: store.environment(id), points })
			}
			return found
		},
		/** Keeps the run and puts it at the end of the queue. It is `begun`'s, the preset's, as long as its network still stands. */
		start(recipe: Recipe, name: string | undefined, begun: string | null): RunRow {
			checkHere(placesOf(world), recipe.data)
			const preset = presetStill(begun, recipe)
			return queue.claim(() => {
				const run = store.add({
					uid: world.uid(),
					name: name ?? preset ?? 'my network',
					preset,
					recipe,
					...derivedOf(recipe),
					created: world.now()
				})
				const row = find(run)
				publish({ kind: 'run', run: row })
				queue.enqueue(run)
				return row
			})
		},
		/** Puts a run that was cut off at the end of the queue, to go on behind its checkpoint; also one that waited in a lab that is gone. */
		resume(run: number): RunRow {
			const row = find(run)
			if (row.status === 'queued' && !queue.holds(run))
				return queue.claim(() => {
					queue.enqueue(run)
					return row
				})
			if (!row.resumable) throw new LabProblem('NOT_NOW', whyNot(row))
			return queue.claim(() => {
				store.rewind(run)
				const [waiting] = tell([run])
				queue.enqueue(run)
				return waiting ?? row
			})
		},
		/** Puts a run that has nothing to go on from at the end of the queue, as `reset` leaves it. */
		again: (run: number, reset: () => void): RunRow =>
			queue.claim(() => {
				reset()
				const [waiting] = tell([run])
				queue.enqueue(run)
				return waiting ?? find(run)
			}),
		async stop(run: number): Promise<RunRow> {
			const { status } = find(run)
			if (isOver(status)) throw new LabProblem('NOT_NOW', `Run ${run} is over (${status}); there is nothing to stop.`)
			if (status !== 'queued' && !queue.trains(run))
				throw new LabProblem('NOT_NOW', `Run ${run} is trained by another Digit Lab; stop it there.`)
			await queue.stop(run)
			return find(run)
		},
		twins: twins(store, files, checkpoints),
		/** A recipe from another lab, and what it came to there. */
		recipeFile(id: number): KeptRecipeFile {
			const found = files.find(id)
			if (!found) throw new LabProblem('NO_SUCH_RUN', `There is no recipe file ${id}. Import it again.`)
			return found
		},
		/** Changes what a person wrote on them; none when one of them is not there. */
		edit(runs: readonly number[], change: RunChange): RunRow[] {
			runs.forEach(find)
			store.edit(runs, change)
			return tell(runs)
		},
		/** Waiting runs leave the queue first; a training one must be stopped by whoever wants that. */
		async remove(runs: readonly number[]): Promise<{ removed: number[] }> {
			const rows = runs.map(find)
			const busy = rows.find(({ status }) => status === 'training' || status === 'evaluating')
			if (busy) throw new LabProblem('NOT_NOW', `Run ${busy.id} is training. Stop it before you delete it.`)
			for (const { id, status } of rows) if (status === 'queued') await queue.stop(id)
			store.remove(runs, world.now())
			void purger.purge()
			for (const run of runs) publish({ kind: 'removed', run })
			return { removed: [...runs] }
		},
		/** Those that were removed less than an hour ago. */
		restore(runs: readonly number[]): RunRow[] {
			const back = store.restore(runs, anHourBefore(world.now()))
			const [missing] = runs.filter((run) => !back.includes(run))
			if (back.length === 0)
				throw new LabProblem('NO_SUCH_RUN', `Run ${missing} cannot be restored: that is possible for an hour.`)
			return tell(back)
		},
		close: () => purger.close()
	}
}
