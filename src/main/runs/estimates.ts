import type { Recipe } from '../../shared/recipe.ts'
import type { Estimate } from '../../shared/runs.ts'
import { canonical } from '../../shared/likeness.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Queue } from './queue.ts'

/** The same text for recipes whose epochs take as long: they differ in what is computed alike, such as rates or the seed. */
export function costOf(recipe: Recipe): string {
	const { data, validation, layers, optimizer, loss, batchSize, engine, committee, augmentation } = recipe
	// whether there is any of it changes what is computed, not how much there is
	const switches = [recipe.l2, recipe.averaging, recipe.labelSmoothing, ...Object.values(augmentation)].map(
		(one) => one > 0
	)
	const rule = [
		optimizer.kind,
		'momentum' in optimizer && optimizer.momentum > 0,
		'centered' in optimizer && optimizer.centered
	]
	return canonical({ data, validation, layers, rule, loss, batchSize, engine, committee, switches })
}

/** Says how long an epoch will take: measured once for recipes that cost the same, and only while nothing trains. */
export function estimates(queue: Queue): (recipe: Recipe) => Promise<Estimate> {
	const known = new Map<string, number>()
	return async (recipe) => {
		const cost = costOf(recipe)
		const before = known.get(cost)
		if (before !== undefined) return { kind: 'measured', secondsPerEpoch: before }
		if (queue.trains()) return { kind: 'unknown', why: 'A run is training; the time is measured when it is done.' }
		try {
			const thread = queue.thread()
			await thread.ready
			const secondsPerEpoch = await thread.measure(recipe)
			known.set(cost, secondsPerEpoch)
			return { kind: 'measured', secondsPerEpoch }
		} catch (error) {
			if (error instanceof LabProblem) return { kind: 'unknown', why: error.message }
			throw error
		}
	}
}
