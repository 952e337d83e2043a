import { implement, type EventPublisher } from '@orpc/server'
import { labContract } from '../shared/lab.ts'
import type { LabEvent } from '../shared/runs.ts'
import type { Analyst } from './data/analyst-thread.ts'
import type { DataDesk } from './data/desk.ts'
import type { PictureDesk } from './pictures/desk.ts'
import { refusing } from './refusal.ts'
import { about } from './runs/about.ts'
import type { runDesk } from './runs/desk.ts'
import { estimates } from './runs/estimates.ts'
import type { Examiner } from './runs/examiner-thread.ts'
import { alike, mistakenBy, nearest } from './runs/images.ts'
import type { judgements } from './runs/judgements.ts'
import { notebookRuns } from './runs/notebook.ts'
import type { Queue } from './runs/queue.ts'
import type { StudyDesk } from './runs/studies/desk.ts'
import type { suspectDesk } from './runs/suspects.ts'
import type { World } from './runs/world.ts'
import type { Checkpoints } from './store/checkpoint-thread.ts'
import type { RunStore } from './store/runs.ts'
import { studyRoutes } from './study-routes.ts'

/** What does the work behind the contract. */
interface Desks {
	runs: ReturnType<typeof runDesk>
	judged: ReturnType<typeof judgements>
	pictures: PictureDesk
	data: DataDesk
	suspects: ReturnType<typeof suspectDesk>
	analyst: Analyst
	studies: StudyDesk
}

/** The contract's procedures, each handed to whoever does it. Problems leave as refusals; see refusal.ts. */
export function buildRouter(
	world: World,
	store: RunStore,
	queue: Queue,
	examiner: Examiner,
	{ runs: desk, judged, pictures, data, suspects, analyst, studies }: Desks,
	feed: EventPublisher<{ lab: LabEvent }>,
	free: Checkpoints['free']
) {
	const lab = implement(labContract).use(refusing(world))
	/** Those that write into the history: they wait until nothing else does. */
	const writing = lab.use(({ next }) => free().then(() => next()))
	const estimate = estimates(queue)
	return lab.router({
		about: lab.about.handler(() => about(world, queue)),
		recipes: {
			estimate: lab.recipes.estimate.handler(({ input }) => estimate(input.recipe)),
			file: lab.recipes.file.handler(({ input }) => desk.recipeFile(input.file))
		},
		runs: {
			list: lab.runs.list.handler(({ input }) => desk.list(input.before, input.limit)),
			get: lab.runs.get.handler(({ input }) => desk.get(input.run)),
			curves: lab.runs.curves.handler(({ input }) => desk.curves(input.runs)),
			start: writing.runs.start.handler(({ input }) => desk.start(input.recipe, input.name, input.preset)),
			resume: writing.runs.resume.handler(({ input }) => desk.resume(input.run)),
			stop: writing.runs.stop.handler(({ input }) => desk.stop(input.run)),
			edit: writing.runs.edit.handler(({ input }) => desk.edit(input.runs, input.change)),
			remove: writing.runs.remove.handler(({ input }) => desk.remove(input.runs)),
			restore: writing.runs.restore.handler(({ input }) => desk.restore(input.runs)),
			twins: lab.runs.twins.handler(({ input }) => desk.twins(input.run)),
			calibration: lab.runs.calibration.handler(({ input }) => judged.calibration(input.run, input.bins)),
			compare: lab.runs.compare.handler(({ input }) => judged.compare(input.runs, input.sameWithin)),
			notebook: lab.runs.notebook.handler(({ input }) => notebookRuns(store, desk, queue, input.epochsScale))
		},
		images: {
			mistakenBy: lab.images.mistakenBy.handler(({ input }) => mistakenBy(world, store, input)),
			nearest: lab.images.nearest.handler(({ input }) => nearest(world, examiner, input))
		},
		data: {
			sets: lab.data.sets.handler(() => data.list()),
			preview: lab.data.preview.handler(({ input }) => data.preview(input.incoming, input.settings)),
			import: lab.data.import.handler(({ input }) => data.import(input.incoming, input.name, input.classes)),
			discard: lab.data.discard.handler(async ({ input: { incoming } }) => {
				await data.discard(incoming)
				return { discarded: incoming }
			}),
			rename: lab.data.rename.handler(({ input }) => data.rename(input.set, input.name)),
			remove: lab.data.remove.handler(async ({ input: { set } }) => {
				await data.remove(set)
				return { removed: set }
			}),
			work: lab.data.work.handler(({ input, signal }) => analyst.follow(input.set, input.work, signal)),
			alike: lab.data.alike.handler(({ input, signal }) => alike(world, analyst, input, signal)),
			suspects: lab.data.suspects.handler(({ input }) => suspects.suspects(input.set)),
			judge: writing.data.judge.handler(({ input }) => suspects.judge(input))
		},
		pictures: {
			list: lab.pictures.list.handler(({ input }) => pictures.list(input.before, input.limit)),
			get: lab.pictures.get.handler(({ input }) => pictures.get(input.picture)),
			answering: lab.pictures.answering.handler(() => pictures.answering()),
			again: lab.pictures.again.handler(({ input }) =>
				pictures.again(input.pictures, { settings: input.settings, answering: input.answering })
			),
			label: writing.pictures.label.handler(({ input }) => pictures.label(input.picture, input.label)),
			remove: writing.pictures.remove.handler(({ input }) => pictures.remove(input.pictures)),
			restore: writing.pictures.restore.handler(({ input }) => pictures.restore(input.pictures)),
			nearest: lab.pictures.nearest.handler(({ input }) => pictures.nearest(input.picture, input.digit, input.count)),
			heat: lab.pictures.heat.handler(({ input }) => pictures.heat(input.picture, input.digit, input.run, input.answer))
		},
		studies: studyRoutes(studies, estimate, world, free),
		watch: lab.watch.handler(({ signal }) => feed.subscribe('lab', { signal }))
	})
}
