import { implement } from '@orpc/server'
import { studiesContract } from '../shared/contract/studies.ts'
import { refusing } from './refusal.ts'
import type { estimates } from './runs/estimates.ts'
import type { StudyDesk } from './runs/studies/desk.ts'
import type { World } from './runs/world.ts'

/** The contract's calls about studies, handed to their desk. */
export function studyRoutes(
	desk: StudyDesk,
	estimate: ReturnType<typeof estimates>,
	world: Pick<World, 'home' | 'fault'>,
	free: () => Promise<void>
) {
	const studies = implement(studiesContract).use(refusing(world))
	/** Those that write into the history: they wait until nothing else does. */
	const writing = studies.use(({ next }) => free().then(() => next()))
	return studies.router({
		list: studies.list.handler(() => desk.list()),
		get: studies.get.handler(({ input }) => desk.get(input.study, input.response)),
		curves: studies.curves.handler(({ input }) => desk.curves(input.study)),
		plan: studies.plan.handler(({ input }) => desk.plan(input.study, estimate)),
		create: writing.create.handler(({ input }) => desk.create(input.study, input.expectation)),
		start: writing.start.handler(({ input }) => desk.start(input.study)),
		pause: writing.pause.handler(({ input }) => desk.pause(input.study)),
		stop: writing.stop.handler(({ input }) => desk.stop(input.study)),
		extend: writing.extend.handler(({ input: { study, ...by } }) => desk.extend(study, by)),
		expect: writing.expect.handler(({ input }) => desk.expect(input.study, input.text)),
		remove: writing.remove.handler(({ input }) => desk.remove(input.study)),
		jobs: studies.jobs.handler(({ input }) => desk.jobs(input.study)),
		trained: studies.trained.handler(({ input }) => desk.trained(input.hashes))
	})
}
