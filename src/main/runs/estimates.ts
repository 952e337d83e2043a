import type { Recipe } from '../../shared/recipe.ts'
import type { Estimate } from '../../shared/runs.ts'
import { canonical } from '../../shared/likeness.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { Queue } from './queue.ts'

/** Says how long an epoch will take: measured once for recipes that cost the same, and only while nothing trains. */
export function estimates(queue: Queue): (recipe: Recipe) => Promise<Estimate> {
	const known = new Map<string, number>()
	return async (recipe) => {
		const { data, validation, layers, optimizer, batchSize, loss } = recipe
		const cost = canonical({ data, validation, layers, optimizer: optimizer.kind, batchSize, loss })
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
