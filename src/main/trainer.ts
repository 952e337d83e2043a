import { parentPort, workerData } from 'node:worker_threads'
import type { TrainerRequest, TrainerSetup } from './train/messages.ts'
import { serveTrainer } from './train/serve-trainer.ts'

// the training thread's door; see train/messages.ts for what passes through it
const port = parentPort
if (!port) throw new Error('trainer.ts runs as a worker thread')
const serve = await serveTrainer(workerData as TrainerSetup, (event, moved) => port.postMessage(event, moved), {
	now: () => performance.now(),
	memory: () => process.memoryUsage.rss()
})
port.on('message', (request: TrainerRequest) => serve(request))
