import { implement } from '@orpc/server'
import { labContract } from '../../src/shared/lab.ts'

/** What a lab that only pretends has to answer as well, because pages ask: nothing is there, and all else is refused. */
export const neverAsked = (lab: ReturnType<typeof implement<typeof labContract>>, never: () => Promise<never>) => ({
	images: { mistakenBy: lab.images.mistakenBy.handler(never), nearest: lab.images.nearest.handler(never) },
	data: {
		sets: lab.data.sets.handler(() => []),
		preview: lab.data.preview.handler(never),
		import: lab.data.import.handler(never),
		discard: lab.data.discard.handler(never),
		rename: lab.data.rename.handler(never),
		remove: lab.data.remove.handler(never),
		work: lab.data.work.handler(never),
		alike: lab.data.alike.handler(never),
		suspects: lab.data.suspects.handler(never),
		judge: lab.data.judge.handler(never)
	},
	pictures: {
		list: lab.pictures.list.handler(() => []),
		get: lab.pictures.get.handler(never),
		answering: lab.pictures.answering.handler(() => null),
		again: lab.pictures.again.handler(never),
		label: lab.pictures.label.handler(never),
		remove: lab.pictures.remove.handler(never),
		restore: lab.pictures.restore.handler(never),
		nearest: lab.pictures.nearest.handler(never),
		heat: lab.pictures.heat.handler(never)
	},
	studies: {
		list: lab.studies.list.handler(() => []),
		get: lab.studies.get.handler(never),
		curves: lab.studies.curves.handler(never),
		plan: lab.studies.plan.handler(never),
		create: lab.studies.create.handler(never),
		start: lab.studies.start.handler(never),
		pause: lab.studies.pause.handler(never),
		stop: lab.studies.stop.handler(never),
		extend: lab.studies.extend.handler(never),
		expect: lab.studies.expect.handler(never),
		remove: lab.studies.remove.handler(never),
		jobs: lab.studies.jobs.handler(never),
		trained: lab.studies.trained.handler(never)
	}
})
