import { setImmediate } from 'node:timers/promises'
import type { ComparedRun, RunComparison } from '../../shared/comparing.ts'
import { LabProblem, noSuch } from '../../shared/problems.ts'
import type { RunRow } from '../../shared/runs.ts'
import { wilson } from '../../shared/wilson.ts'
import type { Analyst } from '../data/analyst-thread.ts'
import { placesOf } from '../data/places.ts'
import { compareRuns, couplesOf, type Couple } from '../judge/paired/compare.ts'
import { addPatterns } from '../judge/paired/patterns.ts'
import type { RunStore } from '../store/runs.ts'
import { baselinesFor } from './baselines.ts'
import { validationInterval } from './proven.ts'
import { truthReader } from './truth.ts'
import type { World } from './world.ts'

/** How many images are looked at before others get their turn: a millisecond of work, before it has been compiled. */
const portion = 1000

/** Answers what the test images show of several finished runs. Throws LabProblems. */
export function comparisons(world: World, store: RunStore, analyst: Analyst) {
	const truth = truthReader(placesOf(world))
	return async (asked: readonly number[], sameWithin: number): Promise<RunComparison> => {
		const rows = [...new Set(asked)].map((run) => find(store, run))
		const [first] = rows
		if (!first || rows.length < 2)
			throw new LabProblem('BAD_REQUEST', 'It takes two runs or more to compare. The list of runs has those there are.')
		const foreign = rows.find(({ testKey }) => testKey !== first.testKey)
		if (foreign) throw new LabProblem('BAD_REQUEST', sayForeign(foreign, first))
		const answers = rows.map((row) => answersOf(store, row))
		const { data } = store.recipe(first.id).recipe
		const labels = await truth(data)
		const patterns = new Uint32Array(2 ** rows.length)
		for (let from = 0; from < labels.length; from += portion) {
			addPatterns(patterns, answers, labels, from, from + portion)
			await setImmediate()
		}
		const runs = rows.map((row) => comparedRun(store, row))
		const looks = store.judgedBy(first.testKey)
		await setImmediate()
		const couples: Couple[] = []
		for (const place of runs.keys()) {
			couples.push(...couplesOf(runs, patterns, place))
			await setImmediate()
		}
		const judged = compareRuns(runs, patterns, couples, sameWithin)
		await setImmediate()
		const baselines = await baselinesFor(store, analyst, data)
		return { dataName: first.dataName, images: labels.length, looks, sameWithin, runs, ...judged, baselines }
	}
}

function find(store: RunStore, run: number): RunRow {
	const row = store.find(run)
	if (!row) throw noSuch.run(run)
	return row
}

const sayForeign = (one: RunRow, other: RunRow) =>
	`Run ${one.id} (${one.dataName}) was judged by other images than run ${other.id} (${other.dataName}), so their accuracies say nothing about each other. Compare runs of the same data set and classes.`

function answersOf(store: RunStore, { id }: RunRow): Uint8Array {
	const found = store.predicted(id)
	if (found) return found
	throw new LabProblem(
		'NOT_NOW',
		`Run ${id} has not looked at the test images; that happens when it finishes. Leave it out, or wait for it.`
	)
}

function comparedRun(store: RunStore, { id, name, parameters, seconds }: RunRow): ComparedRun {
	const test = store.test(id)
	const { correct, count, epoch } = test ?? { correct: 0, count: 0, epoch: 0 }
	const environment = store.environment(id)
	const valAccuracy = store.valAccuracy(id, epoch)
	return {
		run: id,
		name,
		accuracy: count === 0 ? 0 : correct / count,
		correct,
		interval: wilson(correct, count),
		valAccuracy,
		valInterval: validationInterval(store.recipe(id).recipe, valAccuracy),
		parameters,
		bytes: 4 * parameters,
		seconds,
		machine: environment ? `${environment.cpu}, ${environment.threads} threads, ${environment.engine ?? 'layers'}` : ''
	}
}
