import { parentPort } from 'node:worker_threads'
import type { ReaderRequest } from './vision/reader-messages.ts'
import { serveReader } from './vision/serve-reader.ts'

// the door of a thread that reads pictures; see vision/reader-messages.ts for what passes through it
const port = parentPort
if (!port) throw new Error('reader.ts runs as a worker thread')
const serve = serveReader((answer, moved) => port.postMessage(answer, moved))
port.on('message', (request: ReaderRequest) => void serve(request))
