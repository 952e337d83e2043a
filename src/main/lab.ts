import { createRouterClient, EventPublisher, implement, ORPCError, type RouterClient } from '@orpc/server'
import { ValidationError } from '@orpc/contract'
import { dataSets } from '../shared/dataset.ts'
import { explainRecipe, type Issue } from '../shared/explain.ts'
import { labContract } from '../shared/lab.ts'
import { describe } from '../shared/network.ts'
import { LabProblem } from '../shared/problems.ts'
import { isOver, type About, type LabEvent, type RunDetail, type RunRow } from '../shared/runs.ts'
import { saySettings, sayNetwork } from '../shared/words.ts'
import { wilson } from './judge/wilson.ts'
import { estimates } from './runs/estimates.ts'
import { hashOf } from './runs/hash.ts'
import { runQueue } from './runs/queue.ts'
import type { World } from './runs/world.ts'
import { checkpointsOf } from './store/checkpoint-thread.ts'
import { openDatabase } from './store/database.ts'
import { runStore } from './store/runs.ts'
import { takeTrainingLock } from './store/training-lock.ts'

export type LabRouter = ReturnType<typeof buildRouter>
export type LabClient = RouterClient<LabRouter>

export interface Lab {
	/** The contract's implementation, for a door to serve. */
	router: LabRouter
	/** The same calls, in process. */
	client: LabClient
	/** Lets runs that were waiting when the lab was last closed go on; the terminal does not, it trains its own. */
	resumeQueue(): void
	/** Stops what trains (it becomes `interrupted`) and closes the database. */
	close(): Promise<void>
}

/** Opens the lab that lives in `world.home`. Throws a LabProblem when it cannot be opened there. */
export function openLab(world: World): Lab {
	const database = openDatabase(world.home)
	const checkpoints = checkpointsOf(database, world.checkpointer)
	const store = runStore(database, checkpoints.wrote)
	const feed = new EventPublisher<{ lab: LabEvent }>({ maxBufferedEvents: 10_000 })
	const takeLock = () => takeTrainingLock(world.home)
	const queue = runQueue(world, store, takeLock, (event) => feed.publish('lab', event))

	// who holds the lock knows that nobody trains: what is found training was cut off
	const lock = takeLock()
	if (lock) store.markInterrupted(world.now())
	lock?.release()

	const router = buildRouter(world, store, queue, feed)
	return {
		router,
		client: createRouterClient(router),
		resumeQueue() {
			const left = store.queued()
			if (left.length === 0) return
			try {
				queue.claim()
			} catch (error) {
				if (error instanceof LabProblem) return
				throw error
			}
			for (const run of left) queue.enqueue(run)
		},
		async close() {
			await queue.close()
			await checkpoints.close()
			database.close()
		}
	}
}

function buildRouter(
	world: World,
	store: ReturnType<typeof runStore>,
	queue: ReturnType<typeof runQueue>,
	feed: EventPublisher<{ lab: LabEvent }>
) {
	// every problem leaves as PROBLEM with its sentence; what is left is a fault, reported once, here
	const lab = implement(labContract).use(async ({ next }) => {
		try {
			return await next()
		} catch (error) {
			throw problemFor(error, world.fault)
		}
	})
	const estimate = estimates(queue)
	const rowOf = (run: number): RunRow => {
		const row = store.find(run)
		if (!row) throw new LabProblem('NO_SUCH_RUN', `There is no run ${run}. "runs" lists those there are.`)
		return row
	}
	return lab.router({
		about: lab.about.handler(() => about(world, queue)),
		recipes: { estimate: lab.recipes.estimate.handler(({ input }) => estimate(input.recipe)) },
		runs: {
			list: lab.runs.list.handler(() => store.list()),
			get: lab.runs.get.handler(({ input }) => detail(rowOf(input.run), store)),
			start: lab.runs.start.handler(({ input: { recipe, name, preset } }) => {
				queue.claim()
				const run = store.add({
					uid: world.uid(),
					name: name ?? preset ?? 'my network',
					preset,
					recipe,
					hash: hashOf(recipe),
					network: sayNetwork(recipe.layers),
					settings: saySettings(recipe),
					parameters: describe(recipe.layers).parameters,
					created: world.now()
				})
				const row = rowOf(run)
				feed.publish('lab', { kind: 'run', run: row })
				queue.enqueue(run)
				return row
			}),
			stop: lab.runs.stop.handler(async ({ input: { run } }) => {
				const row = rowOf(run)
				if (isOver(row.status))
					throw new LabProblem('NOT_NOW', `Run ${run} is over (${row.status}); there is nothing to stop.`)
				if (row.status !== 'queued' && queue.current() !== run)
					throw new LabProblem('NOT_NOW', `Run ${run} is trained by another Digit Lab; stop it there.`)
				await queue.stop(run)
				return rowOf(run)
			}),
			remove: lab.runs.remove.handler(async ({ input: { run } }) => {
				const { status } = rowOf(run)
				if (status === 'training' || status === 'evaluating')
					throw new LabProblem('NOT_NOW', `Run ${run} is training. Stop it before you delete it.`)
				if (status === 'queued') await queue.stop(run)
				store.remove(run)
				feed.publish('lab', { kind: 'removed', run })
				return { removed: run }
			})
		},
		watch: lab.watch.handler(({ signal }) => feed.subscribe('lab', { signal }))
	})
}

async function about(world: World, queue: ReturnType<typeof runQueue>): Promise<About> {
	const { training, test } = dataSets.mnist
	const { version, home, node, cpu, threads } = world
	const backend = await queue.thread().ready.then(
		(ready) => ready.backend,
		(error: unknown) => ({ kind: 'none' as const, notice: error instanceof Error ? error.message : String(error) })
	)
	return { version, home, node, cpu, threads, backend, data: { training, test } }
}

function detail(row: RunRow, store: ReturnType<typeof runStore>): RunDetail {
	const stored = store.recipe(row.id)
	if (!stored) throw new Error(`run ${row.id} has no recipe`)
	const test = store.test(row.id)
	return {
		...row,
		recipe: stored.recipe,
		recipeHash: stored.hash,
		environment: store.environment(row.id),
		summary: describe(stored.recipe.layers).rows,
		points: store.points(row.id),
		test: test ? { ...test, interval: wilson(test.correct, test.count) } : null
	}
}

function problemFor(error: unknown, fault: (error: unknown) => void): unknown {
	if (error instanceof LabProblem)
		return new ORPCError('PROBLEM', { message: error.message, data: { code: error.code, fields: error.fields } })
	if (error instanceof ORPCError && error.cause instanceof ValidationError) {
		const { issues, data } = error.cause
		const fields = explainInput(issues, data)
		const message = fields.map(({ sentence }) => sentence).join(' ')
		return new ORPCError('PROBLEM', { message, data: { code: 'BAD_REQUEST', fields } })
	}
	if (!(error instanceof ORPCError)) fault(error)
	return error
}

/** Recipes are explained by their own schema's words, wherever in the input they lie. */
function explainInput(issues: readonly Issue[], input: unknown) {
	const inRecipe = (issue: Issue) => issue.path?.[0] === 'recipe'
	const recipe = (input as { recipe?: unknown } | undefined)?.recipe
	return [
		...explainRecipe(
			issues.filter(inRecipe).map((issue) => ({ ...issue, path: issue.path?.slice(1) })),
			recipe
		),
		...issues
			.filter((issue) => !inRecipe(issue))
			.map(({ path = [], message }) => {
				const where = path.map((part) => String(typeof part === 'object' ? part.key : part))
				return { path: where, sentence: `${where.join('.') || 'The request'}: ${message}.` }
			})
	]
}
