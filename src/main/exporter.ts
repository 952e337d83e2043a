import { parentPort, workerData } from 'node:worker_threads'
import { kerasWeights, type LearnedNetwork } from './exchange/keras-weights.ts'

// the thread that writes one HDF5 file, for which the core's has no time

const bytes = await kerasWeights(workerData as LearnedNetwork)
parentPort?.postMessage(bytes, [bytes.buffer])
