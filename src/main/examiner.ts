import { parentPort, workerData } from 'node:worker_threads'
import type { ExaminerRequest, ExaminerSetup } from './train/examine-messages.ts'
import { serveExaminer } from './train/serve-examiner.ts'

// the door of the thread that looks into trained networks; see train/examine-messages.ts for what passes through it
const port = parentPort
if (!port) throw new Error('examiner.ts runs as a worker thread')
const serve = serveExaminer(workerData as ExaminerSetup, (answer, moved) => port.postMessage(answer, moved))
port.on('message', (request: ExaminerRequest) => serve(request))
