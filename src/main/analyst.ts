import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { LabProblem } from '../shared/problems.ts'
import { alike } from './data/analysis/alike.ts'
import { analyse, type Rest } from './data/analysis/analyse.ts'
import { drawMap } from './data/analysis/map.ts'
import { mnistSubject } from './data/analysis/subject.ts'
import type { Task, Told } from './data/analysis/tasks.ts'
import { dataReport } from './report/data-report.ts'

// the thread that looks at a data set: started for one task, it ends with the answer

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
	writeFileSync(`${file}.part`, JSON.stringify(found))
	renameSync(`${file}.part`, file)
	tell({ kind: 'kept' })
}

function answer(task: Task): void {
	rest('Reading the images', 0)
	const subject = mnistSubject(task.dataFolder)
	switch (task.kind) {
		case 'analysis':
			return keep(
				task.file,
				analyse(subject, rest, () => performance.now())
			)
		case 'map':
			return keep(task.file, drawMap(subject, rest))
		case 'report':
			return tell({ kind: 'report', html: dataReport(subject, task.pieces) })
		case 'alike':
			return tell({ kind: 'alike', neighbours: alike(subject, task.part, task.image) })
	}
}

try {
	answer(workerData as Task)
} catch (error) {
	const code = error instanceof LabProblem ? error.code : null
	tell({ kind: 'refused', code, sentence: error instanceof Error ? error.message : String(error) })
}
