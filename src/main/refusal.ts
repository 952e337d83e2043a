import { ValidationError } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import { at, explainRecipe, sayRange, type Issue } from '../shared/explain.ts'
import { LabProblem } from '../shared/problems.ts'
import { studyNumbers } from '../shared/study/explain-study.ts'
import type { World } from './runs/world.ts'
import { diskProblem } from './store/disk-problem.ts'

/**
 * What leaves the lab when a call has failed: a problem as PROBLEM with its sentence, and so is input that the contract
 * refuses, and what the disk does not allow; anything else is a fault, which is reported here, once, and leaves as it is.
 */
export function refusalFor(failure: unknown, { home, fault }: Pick<World, 'home' | 'fault'>): unknown {
	const error = diskProblem(failure, home) ?? failure
	if (error instanceof LabProblem)
		return new ORPCError('PROBLEM', { message: error.message, data: { code: error.code, fields: error.fields } })
	if (error instanceof ORPCError && error.cause instanceof ValidationError) {
		const fields = explainInput(error.cause.issues, error.cause.data)
		const message = fields.map(({ sentence }) => sentence).join(' ')
		return new ORPCError('PROBLEM', { message, data: { code: 'BAD_REQUEST', fields } })
	}
	if (!(error instanceof ORPCError)) fault(error)
	return error
}

/** What every procedure of the contract is led through: what goes wrong leaves as a refusal. */
export const refusing =
	(world: Pick<World, 'home' | 'fault'>) =>
	async <Answer>({ next }: { next: () => Answer | PromiseLike<Answer> }): Promise<Answer> => {
		try {
			return await next()
		} catch (error) {
			throw refusalFor(error, world)
		}
	}

/** A recipe is explained in its own schema's words, wherever in the input it lies. */
function explainInput(issues: readonly Issue[], input: unknown) {
	const inRecipe = (issue: Issue) => issue.path?.[0] === 'recipe'
	const ofRecipe = issues.filter(inRecipe).map((issue) => ({ ...issue, path: issue.path?.slice(1) }))
	const others = issues.filter((issue) => !inRecipe(issue))
	return [
		...explainRecipe(ofRecipe, (input as { recipe?: unknown } | undefined)?.recipe),
		...others.map(({ path = [], message }) => {
			const where = path.map((part) => String(typeof part === 'object' ? part.key : part))
			const last = where.at(-1)
			// of a study that is extended
			if (last === 'seeds' || last === 'draws')
				return { path: where, sentence: sayRange(studyNumbers[last].title, studyNumbers[last], at(input, where)) }
			return { path: where, sentence: `${where.join('.') || 'The request'}: ${message}.` }
		})
	]
}

/** The same, with faults told once, here; problems are the caller's. */
export function reported<T extends object>(methods: T, { home, fault }: Pick<World, 'home' | 'fault'>): T {
	type Method = (...input: unknown[]) => Promise<unknown>
	const wrap = (method: Method): Method => {
		return async (...input) => {
			try {
				return await method(...input)
			} catch (failure) {
				const error = diskProblem(failure, home) ?? failure
				if (!(error instanceof LabProblem)) fault(error)
				throw error
			}
		}
	}
	return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, wrap(method as Method)])) as T
}
