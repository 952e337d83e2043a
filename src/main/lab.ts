import { createRouterClient, EventPublisher, type RouterClient } from '@orpc/server'
import type { LabBytes } from '../shared/bytes.ts'
import { LabProblem } from '../shared/problems.ts'
import type { LabEvent } from '../shared/runs.ts'
import { analystOf } from './data/analyst-thread.ts'
import { dataDesk } from './data/desk.ts'
import { placesOf } from './data/places.ts'
import { dataBytes } from './runs/data-report.ts'
import { suspectDesk } from './runs/suspects.ts'
import { verdictStore } from './store/verdicts.ts'
import { reported } from './refusal.ts'
import { backups } from './runs/backup.ts'
import { runBytes } from './runs/bytes.ts'
import { judgements } from './runs/judgements.ts'
import { runReports } from './runs/report.ts'
import { runDesk } from './runs/desk.ts'
import { waitingFor } from './runs/waiting.ts'
import { examinerOf } from './runs/examiner-thread.ts'
import { runDownloads } from './runs/export.ts'
import { runImport } from './runs/import.ts'
import { imports, recipeImport } from './runs/import-recipe.ts'
import { throwAwayLeftovers } from './runs/leftovers.ts'
import { runQueue } from './runs/queue.ts'
import type { World } from './runs/world.ts'
import { checkpointsOf } from './store/checkpoint-thread.ts'
import { studyDesk } from './runs/studies/desk.ts'
import { pictureBytes } from './pictures/bytes.ts'
import { pictureDesk } from './pictures/desk.ts'
import { readersOf, readerSetup } from './pictures/reader-threads.ts'
import { buildRouter } from './router.ts'
import { whereThereIsRoom } from './store/disk-problem.ts'
import { exportStore } from './store/export.ts'
import { importStore } from './store/import.ts'
import { pictureStore } from './store/pictures.ts'
import { openHistory, readOnlyNotice } from './store/read-only.ts'
import { recipeFileStore } from './store/recipe-files.ts'
import { runStore } from './store/runs.ts'
import { studyStore } from './store/studies.ts'
import { lockHolder, takeTrainingLock } from './store/training-lock.ts'

export { lookAt, sqliteVersion } from './store/look.ts'
export { readOnlyNotice } from './store/read-only.ts'
export { recover } from './store/recover.ts'
export type LabRouter = ReturnType<typeof buildRouter>
export type LabClient = RouterClient<LabRouter>

export interface Lab {
	/** The contract's implementation, for a door to serve. */
	router: LabRouter
	/** The same calls, in process. */
	client: LabClient
	/** What travels as bytes. */
	bytes: LabBytes
	/** What a person is to be told as soon as it is open: that nothing can be written here; null where it can. */
	notice: string | null
	/** Lets runs that were waiting when the lab was last closed go on; the terminal does not, it trains its own. */
	resumeQueue(): void
	/** Stops what trains (it becomes `interrupted`) and closes the database. */
	close(): Promise<void>
}

/** Opens the lab that lives in `world.home`. Throws a LabProblem when it cannot be opened there. */
export function openLab(world: World): Lab {
	const history = openHistory(world.home, world.scratch)
	const { database } = history
	const notice = readOnlyNotice(world.home)
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
	throwAwayLeftovers(world)
	whereThereIsRoom(world.home, () => {
		// who holds the lock knows that nobody trains: what is found training was cut off
		const lock = store.hasUnfinished() || lockHolder(world.home) !== null ? takeLock() : null
		if (lock) store.markInterrupted(world.now())
		lock?.release()
	})
	const readers = readersOf(world.reader, readerSetup(world.threads))
	const pictures = pictureStore(database, checkpoints.wrote)
	const pictureParts = { world, store: pictures, runs: store, readers, examiner, free: checkpoints.free }
	const atPictures = pictureDesk(pictureParts)
	const suspects = suspectDesk(world, store, verdictStore(database))
	const data = dataDesk(placesOf(world), {
		...world,
		publish,
		waitingFor: (set) => waitingFor(store, set),
		forget: analyst.forget
	})
	const files = recipeFileStore(database)
	const runs = runDesk(world, store, queue, publish, checkpoints, files)
	const judged = judgements(world, store, analyst)
	const studies = studyDesk({ world, store, studies: studyStore(database), runs, queue, publish })
	const bytes = runBytes(world, store, examiner)
	const desks = { runs, judged, pictures: atPictures, data, suspects, analyst, studies }
	const router = buildRouter(world, store, queue, examiner, desks, feed, checkpoints.free)
	return {
		router,
		client: createRouterClient(router),
		bytes: reported(
			{
				...bytes,
				download: runDownloads(world, store, exportStore(database), checkpoints),
				backup: backups(world, checkpoints),
				import: imports(
					runImport(world, store, importStore(database, store, checkpoints.wrote), publish, checkpoints.free),
					recipeImport(world, files)
				),
				...pictureBytes(pictureParts, atPictures),
				...runReports(world, {
					get: (run) => runs.get(run),
					compare: judged.compare,
					studies,
					kept: analyst.kept,
					images: (...asked) => bytes.images(...asked)
				}),
				bring: data.bring,
				examples: (incoming) => Promise.resolve(data.examples(incoming)),
				...dataBytes(analyst, data.nameOf, suspects.suspects)
			},
			world
		),
		notice,
		resumeQueue() {
			if (notice) return
			try {
				whereThereIsRoom(world.home, () => {
					if (store.queued().length > 0) queue.claim(() => store.queued().forEach((run) => queue.enqueue(run)))
					studies.goOn()
				})
			} catch (error) {
				if (!(error instanceof LabProblem)) throw error
			}
		},
		async close() {
			await Promise.all([examiner.close(), readers.close(), analyst.close(), data.close()])
			atPictures.close()
			runs.close()
			await queue.close()
			await checkpoints.close()
			history.close()
		}
	}
}
