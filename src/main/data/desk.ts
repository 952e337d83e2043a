import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LabBytes } from '../../shared/bytes.ts'
import { mnist, mnistId, type DataSetFile, type DataSetRow } from '../../shared/dataset.ts'
import type { DataPreview, ImportSettings } from '../../shared/importing.ts'
import { LabProblem } from '../../shared/problems.ts'
import type { LabEvent } from '../../shared/runs.ts'
import type { ImporterJob, ImporterNews } from './import/messages.ts'
import { forgetOld, incomingFolder, keepIncoming } from './incoming.ts'
import { descriptionFile, type DataPlaces } from './places.ts'
import { findSet, listSets } from './sets.ts'

/** What the desk is given of the world. */
interface Around {
	/** `importer.ts`: the thread's program. */
	importer: URL
	now: () => string
	publish: (event: LabEvent) => void
	/** The runs that train on a data set or wait for it. */
	waitingFor: (set: string) => number[]
	/** Throws away what was worked out of a data set with this checksum. */
	forget: (sha256: string) => Promise<void>
}

interface Reading {
	worker: Worker | null
	preview: DataPreview | null
	examples: Uint8Array<ArrayBuffer>
}

export type DataDesk = ReturnType<typeof dataDesk>

/** Where a person asks for data sets: to list, read, keep, rename and remove them. Throws LabProblems. */
export function dataDesk(places: DataPlaces, { importer, now, publish, waitingFor, forget }: Around) {
	const { sets } = places
	const readings = new Map<string, Reading>()
	/** The reading that was asked for last. */
	const newest = new Map<string, symbol>()
	forgetOld(sets, Date.parse(now()))
	const changed = () => publish({ kind: 'data' })

	/** Ends what is being read of it and throws away what was made. */
	async function end(incoming: string): Promise<void> {
		const reading = readings.get(incoming)
		readings.delete(incoming)
		await reading?.worker?.terminate()
		await rm(join(incomingFolder(sets, incoming), 'made'), { recursive: true, force: true })
	}

	function read(incoming: string, job: ImporterJob): Promise<DataPreview> {
		const worker = new Worker(importer, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: 1024 } })
		const reading: Reading = { worker, preview: null, examples: new Uint8Array() }
		readings.set(incoming, reading)
		return new Promise((resolve, reject) => {
			worker.on('message', (news: ImporterNews) => {
				switch (news.kind) {
					case 'progress': {
						const { share, doing, images } = news
						publish({ kind: 'import', progress: { incoming, share, doing, images } })
						return
					}
					case 'read':
						Object.assign(reading, { preview: news.preview, examples: news.examples })
						return resolve(news.preview)
					case 'refused':
						return reject(news.code ? new LabProblem(news.code, news.sentence) : new Error(news.sentence))
				}
			})
			worker.on('error', (error) => reject(new LabProblem('BAD_DATA', tooMuch(error.message))))
			worker.on('exit', () => {
				reading.worker = null
				reject(stopped())
			})
		})
	}

	return {
		list: () => listSets(places),
		nameOf: (set: string) => findSet(places, set).name,
		/** Keeps files until they are read; answers how many. */
		bring: (async (incoming, files) => {
			await mkdir(sets, { recursive: true })
			return keepIncoming(sets, incoming, files)
		}) satisfies LabBytes['bring'],
		/** Reads what was brought, anew when it was read before. What is made of it lies apart until it is kept. */
		async preview(incoming: string, settings: ImportSettings): Promise<DataPreview> {
			const folder = incomingFolder(sets, incoming)
			if (!existsSync(join(folder, 'files')))
				throw new LabProblem('BAD_REQUEST', 'Nothing was brought under this name. Choose the files again.')
			const own = Symbol()
			newest.set(incoming, own)
			await end(incoming)
			// asked again in the meantime
			if (newest.get(incoming) !== own) throw stopped()
			const to = join(folder, 'made')
			mkdirSync(to, { recursive: true })
			try {
				return await read(incoming, { from: join(folder, 'files'), to, settings })
			} catch (error) {
				await end(incoming)
				throw error
			}
		},
		/** The pixels of the images that a preview shows. */
		examples(incoming: string): Uint8Array<ArrayBuffer> {
			const found = readings.get(incoming)
			if (!found?.preview) throw nothingRead()
			return found.examples
		},
		/** Keeps what was read: its description is written and then the whole folder put where it belongs, at once. */
		async import(incoming: string, name: string, classes: readonly string[] | undefined): Promise<DataSetRow> {
			const preview = readings.get(incoming)?.preview
			if (!preview) throw nothingRead()
			const same = listSets(places).find(({ sha256 }) => sha256 === preview.sha256)
			if (same) throw new LabProblem('NOT_NOW', `These images are here already, as "${same.name}" (${same.id}).`)
			if (classes && classes.length !== preview.classes.length)
				throw new LabProblem(
					'BAD_REQUEST',
					`There are ${preview.classes.length} classes, but ${classes.length} names for them. Give a name for each.`
				)
			const { image, training, test, sha256, source, notes } = preview
			const row: Omit<DataSetFile, 'format'> = {
				...{ name, image, training, test, sha256, source, notes },
				classes: [...(classes ?? preview.classes)],
				imported: now()
			}
			const id = freeId(name)
			const made = join(incomingFolder(sets, incoming), 'made')
			await writeFile(join(made, descriptionFile), JSON.stringify({ format: 1, ...row }, null, '\t'))
			await rename(made, join(sets, id))
			readings.delete(incoming)
			newest.delete(incoming)
			await rm(incomingFolder(sets, incoming), { recursive: true, force: true })
			changed()
			return { id, ...row }
		},
		/** Stops reading and throws away what was brought. */
		async discard(incoming: string): Promise<void> {
			newest.delete(incoming)
			await end(incoming)
			await rm(incomingFolder(sets, incoming), { recursive: true, force: true })
		},
		async rename(set: string, name: string): Promise<DataSetRow> {
			if (set === mnistId) throw own()
			const row = findSet(places, set)
			const place = join(sets, set, descriptionFile)
			const described = JSON.parse(await readFile(place, 'utf8')) as DataSetFile
			await writeFile(`${place}.part`, JSON.stringify({ ...described, name }, null, '\t'))
			await rename(`${place}.part`, place)
			changed()
			return { ...row, name }
		},
		async remove(set: string): Promise<void> {
			if (set === mnistId) throw own()
			const { sha256 } = findSet(places, set)
			const [run] = waitingFor(set)
			if (run !== undefined)
				throw new LabProblem('NOT_NOW', `Run ${run} learns from it or waits for it. Stop that run first.`)
			await forget(sha256)
			// at once, so that it is there whole or not at all; what cannot be deleted now is at a later start
			const away = join(sets, `.removed-${set}`)
			await rm(away, { recursive: true, force: true })
			await rename(join(sets, set), away)
			await rm(away, { recursive: true, force: true })
			changed()
		},
		async close(): Promise<void> {
			await Promise.all([...readings.keys()].map(end))
		}
	}

	/** "Fashion-MNIST" → "fashion-mnist", with a number behind it where that is taken. */
	function freeId(name: string): string {
		const words = name
			.normalize('NFD')
			.toLowerCase()
			.replaceAll(/[^a-z0-9]+/g, '-')
			.replaceAll(/^-|-$/g, '')
			.slice(0, 50)
		const base = words || 'data'
		for (let number = 1; ; number++) {
			const id = number === 1 ? base : `${base}-${number}`
			if (id !== mnistId && !existsSync(join(sets, id))) return id
		}
	}
}

const own = () => new LabProblem('NOT_NOW', `${mnist.name} comes with the lab: it is not renamed or removed.`)
const stopped = () => new LabProblem('NOT_NOW', 'The reading was stopped; nothing was kept of it.')
const nothingRead = () => new LabProblem('BAD_REQUEST', 'Nothing was read under this name. Choose the files again.')
const tooMuch = (said: string) =>
	`The files could not be read (${said.split('\n')[0]}): they need more memory than is given for it, or are damaged. Nothing was kept.`
