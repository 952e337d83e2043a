import { createRouterClient, EventPublisher, implement, type RouterClient } from '@orpc/server'
import type { LabBytes } from '../shared/bytes.ts'
import { labContract } from '../shared/lab.ts'
import { LabProblem } from '../shared/problems.ts'
import type { LabEvent } from '../shared/runs.ts'
import { analystOf, type Analyst } from './data/analyst-thread.ts'
import { dataDesk, type DataDesk } from './data/desk.ts'
import { placesOf } from './data/places.ts'
import { dataBytes } from './runs/data-report.ts'
import { suspectDesk } from './runs/suspects.ts'
import { verdictStore } from './store/verdicts.ts'
import { refusalFor, reported } from './refusal.ts'
import { about } from './runs/about.ts'
import { runBytes } from './runs/bytes.ts'
import { calibrations } from './runs/calibration.ts'
import { anHourBefore, runDesk } from './runs/desk.ts'
import { waitingFor } from './runs/waiting.ts'
import { examinerOf, type Examiner } from './runs/examiner-thread.ts'
import { runDownloads } from './runs/export.ts'
import { runImport } from './runs/import.ts'
import { alike, mistakenBy, nearest } from './runs/images.ts'
import { estimates } from './runs/estimates.ts'
import { runQueue, type Queue } from './runs/queue.ts'
import type { World } from './runs/world.ts'
import { checkpointsOf } from './store/checkpoint-thread.ts'
import { studyDesk, type StudyDesk } from './runs/studies/desk.ts'
import { pictureBytes } from './pictures/bytes.ts'
import { pictureDesk, type PictureDesk } from './pictures/desk.ts'
import { readersOf, readerSetup } from './pictures/reader-threads.ts'
import { openDatabase } from './store/database.ts'
import { exportStore } from './store/export.ts'
import { importStore } from './store/import.ts'
import { pictureStore } from './store/pictures.ts'
import { runStore, type RunStore } from './store/runs.ts'
import { studyStore } from './store/studies.ts'
import { studyRoutes } from './study-routes.ts'
import { takeTrainingLock } from './store/training-lock.ts'

export type LabRouter = ReturnType<typeof buildRouter>
export type LabClient = RouterClient<LabRouter>

export interface Lab {
	/** The contract's implementation, for a door to serve. */
	router: LabRouter
	/** The same calls, in process. */
	client: LabClient
	/** What travels as bytes. */
	bytes: LabBytes
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
	const publish = (event: LabEvent) => {
		feed.publish('lab', event)
		studies.hear(event)
	}
	const takeLock = () => takeTrainingLock(world.home)
	const examiner = examinerOf(world.examiner, { places: placesOf(world) })
	const analyst = analystOf(world.analyst, world)
	const queue = runQueue(world, store, checkpoints, takeLock, publish)
	// who holds the lock knows that nobody trains: what is found training was cut off
	if (store.hasUnfinished()) {
		const lock = takeLock()
		if (lock) store.markInterrupted(world.now())
		lock?.release()
	}

	store.purge(anHourBefore(world.now()))
	const readers = readersOf(world.reader, readerSetup(world.threads))
	const pictures = pictureStore(database, checkpoints.wrote)
	const pictureParts = { world, store: pictures, runs: store, readers, examiner }
	const atPictures = pictureDesk(pictureParts)
	const suspects = suspectDesk(world, store, verdictStore(database))
	const data = dataDesk(placesOf(world), { ...world, publish, waitingFor: (set) => waitingFor(store, set) })
	const runs = runDesk(world, store, queue, publish)
	const studies = studyDesk({ world, store, studies: studyStore(database), runs, queue, publish })
	const desks = { runs, pictures: atPictures, data, suspects, analyst, studies }
	const router = buildRouter(world, store, queue, examiner, desks, feed)
	return {
		router,
		client: createRouterClient(router),
		bytes: reported(
			{
				...runBytes(world, store, examiner),
				download: runDownloads(world, store, exportStore(database)),
				import: runImport(world, store, importStore(database, store, checkpoints.wrote), publish),
				...pictureBytes(pictureParts, atPictures),
				bring: data.bring,
				examples: (incoming) => Promise.resolve(data.examples(incoming)),
				...dataBytes(analyst, suspects.suspects)
			},
			world.fault
		),
		resumeQueue() {
			try {
				if (store.queued().length > 0) queue.claim(() => store.queued().forEach((run) => queue.enqueue(run)))
				studies.goOn()
			} catch (error) {
				if (!(error instanceof LabProblem)) throw error
			}
		},
		async close() {
			await Promise.all([examiner.close(), readers.close(), analyst.close(), data.close()])
			atPictures.close()
			await queue.close()
			await checkpoints.close()
			database.close()
		}
	}
}

/** What does the work behind the contract. */
interface Desks {
	runs: ReturnType<typeof runDesk>
	pictures: PictureDesk
	data: DataDesk
	suspects: ReturnType<typeof suspectDesk>
	analyst: Analyst
	studies: StudyDesk
}

function buildRouter(
	world: World,
	store: RunStore,
	queue: Queue,
	examiner: Examiner,
	{ runs: desk, pictures, data, suspects, analyst, studies }: Desks,
	feed: EventPublisher<{ lab: LabEvent }>
) {
	const lab = implement(labContract).use(async ({ next }) => {
		try {
			return await next()
		} catch (error) {
			throw refusalFor(error, world.fault)
		}
	})
	const estimate = estimates(queue)
	const calibration = calibrations(world, store)
	return lab.router({
		about: lab.about.handler(() => about(world, queue)),
		recipes: { estimate: lab.recipes.estimate.handler(({ input }) => estimate(input.recipe)) },
		runs: {
			list: lab.runs.list.handler(({ input }) => desk.list(input.before, input.limit)),
			get: lab.runs.get.handler(({ input }) => desk.get(input.run)),
			curves: lab.runs.curves.handler(({ input }) => desk.curves(input.runs)),
			start: lab.runs.start.handler(({ input }) => desk.start(input.recipe, input.name, input.preset)),
			resume: lab.runs.resume.handler(({ input }) => desk.resume(input.run)),
			stop: lab.runs.stop.handler(({ input }) => desk.stop(input.run)),
			edit: lab.runs.edit.handler(({ input }) => desk.edit(input.runs, input.change)),
			remove: lab.runs.remove.handler(({ input }) => desk.remove(input.runs)),
			restore: lab.runs.restore.handler(({ input }) => desk.restore(input.runs)),
			calibration: lab.runs.calibration.handler(({ input }) => calibration(input.run, input.bins))
		},
		images: {
			mistakenBy: lab.images.mistakenBy.handler(({ input }) => mistakenBy(world, store, input.run, input.image)),
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
			work: lab.data.work.handler(({ input, signal }) => analyst.follow(input.work, signal)),
			alike: lab.data.alike.handler(({ input }) => alike(analyst, input.part, input.image)),
			suspects: lab.data.suspects.handler(() => suspects.suspects()),
			judge: lab.data.judge.handler(({ input }) => suspects.judge(input.part, input.image, input.verdict))
		},
		pictures: {
			list: lab.pictures.list.handler(({ input }) => pictures.list(input.before, input.limit)),
			get: lab.pictures.get.handler(({ input }) => pictures.get(input.picture)),
			answering: lab.pictures.answering.handler(() => pictures.answering()),
			again: lab.pictures.again.handler(({ input }) =>
				pictures.again(input.pictures, { settings: input.settings, answering: input.answering })
			),
			label: lab.pictures.label.handler(({ input }) => pictures.label(input.picture, input.label)),
			remove: lab.pictures.remove.handler(({ input }) => pictures.remove(input.pictures)),
			restore: lab.pictures.restore.handler(({ input }) => pictures.restore(input.pictures)),
			nearest: lab.pictures.nearest.handler(({ input }) => pictures.nearest(input.picture, input.digit, input.count)),
			heat: lab.pictures.heat.handler(({ input }) => pictures.heat(input.picture, input.digit, input.run, input.answer))
		},
		studies: studyRoutes(studies, estimate, world.fault),
		watch: lab.watch.handler(({ signal }) => feed.subscribe('lab', { signal }))
	})
}
