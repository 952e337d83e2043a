import { parentPort, workerData } from 'node:worker_threads'
import { serveImporter } from './data/import/serve-importer.ts'
import type { ImporterJob } from './data/import/messages.ts'

// the door of the thread that reads a data set: it does one job and ends; see data/import/messages.ts for what it says

const port = parentPort
if (!port) throw new Error('importer.ts runs as a worker thread')
await serveImporter(workerData as ImporterJob, (news, moved) => port.postMessage(news, moved))
