import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Analysis, ImageMap } from '../shared/analysis/analysis.ts'
import type { Suspects } from '../shared/analysis/suspects.ts'
import type { Part } from '../shared/bytes.ts'
import { LabProblem, messageOf } from '../shared/problems.ts'
import { alike } from './data/analysis/alike.ts'
import { analyse, type Rest } from './data/analysis/analyse.ts'
import { drawMap } from './data/analysis/map.ts'
import { subjectOf, type Subject } from './data/analysis/subject.ts'
import { pixelsAt } from './data/image-file.ts'
import type { AlikeQuestion, Pieces, Task, Told } from './data/analysis/tasks.ts'
import { dataReport } from './report/data-report.ts'

// the thread that looks at a data set: started for one task, it ends with the answer; one that is asked stays

const port = parentPort
if (!port) throw new Error('analyst.ts runs as a worker thread')
const tell = (told: Told) => port.postMessage(told)

let told = -Infinity
/** At most ten times a second, and whenever something else begins. */
let last = ''
const rest: Rest = (doing, share) => {
	if (doing === last && performance.now() - told < 100) return
	told = performance.now()
	last = doing
	tell({ kind: 'doing', doing, share })
}

/** Whole or not at all, so that what is kept can be trusted. */
function keep(file: string, found: object): void {
	mkdirSync(dirname(file), { recursive: true })
	// of this process alone: another lab may be at the same work
	const unfinished = `${file}.${process.pid}.part`
	writeFileSync(unfinished, JSON.stringify(found))
	renameSync(unfinished, file)
	tell({ kind: 'kept' })
}

/** The pieces are read here, where it may take its time. */
function reportOf(subject: Subject, { analysis, map, suspects }: Pieces): Uint8Array<ArrayBuffer> {
	const read = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as unknown
	const { height, width } = subject.training.images
	const pixels = (part: Part, image: number) => pixelsAt(subject[part].images, image)
	const html = dataReport(
		subject.name,
		read(analysis) as Analysis,
		map && (read(map) as ImageMap),
		JSON.parse(suspects) as Suspects,
		{ height, width, pixels }
	)
	return new TextEncoder().encode(html)
}

function answer(task: Task): void {
	rest('Reading the images', 0)
	const subject = subjectOf(task.places, task.set, task.kind === 'analysis' || task.kind === 'map')
	switch (task.kind) {
		case 'analysis':
			return keep(
				task.file,
				analyse(subject, rest, () => performance.now())
			)
		case 'map':
			return keep(task.file, drawMap(subject, rest))
		case 'report':
			return tell({ kind: 'report', html: reportOf(subject, task.pieces) })
		case 'alike':
			return void port?.on('message', ({ part, image }: AlikeQuestion) =>
				orRefuse(() => tell({ kind: 'alike', neighbours: alike(subject, part, image) }))
			)
	}
}

function orRefuse(work: () => void): void {
	try {
		work()
	} catch (error) {
		const code = error instanceof LabProblem ? error.code : null
		tell({ kind: 'refused', code, sentence: messageOf(error) })
	}
}

orRefuse(() => answer(workerData as Task))
