import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { LearnedNetwork } from '../exchange/keras-weights.ts'

/** model.weights.h5 of a network, written in a thread that lives as long as that takes and is given the bytes. `program` is `exporter.ts`. */
export async function writeKerasWeights(program: URL, network: LearnedNetwork): Promise<Uint8Array<ArrayBuffer>> {
	const worker = new Worker(program, { workerData: network, transferList: [network.bytes.buffer as ArrayBuffer] })
	try {
		// an error in the thread rejects this
		const [bytes] = (await once(worker, 'message')) as [Uint8Array<ArrayBuffer>]
		return bytes
	} finally {
		await worker.terminate()
	}
}
