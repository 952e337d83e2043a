import { parentPort, workerData } from 'node:worker_threads'
import { serveCheckpoints } from './store/checkpointer.ts'

// the door of the thread that waits for the disk; see store/checkpoint-thread.ts
if (!parentPort) throw new Error('checkpointer.ts runs as a worker thread')
serveCheckpoints(workerData as string, parentPort)
