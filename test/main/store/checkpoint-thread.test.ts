import { expect, onTestFinished, test } from 'vitest'
import { checkpointsOf } from '../../../src/main/store/checkpoint-thread.ts'
import { openDatabase } from '../../../src/main/store/database.ts'
import { newHome } from '../real-lab.ts'

test('when the thread that keeps checkpoints ends, nobody waits for it any longer', async () => {
	const database = openDatabase(newHome())
	onTestFinished(() => void database.close())
	const ends = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(0))`
	const checkpoints = checkpointsOf(database, new URL(`data:text/javascript,${encodeURIComponent(ends)}`))
	onTestFinished(() => checkpoints.close())
	const tensors = () => ({ spec: [], bytes: new Uint8Array(4) })
	const kept = checkpoints.keep(1, {
		...{ ended: [], epoch: 1, weights: tensors(), state: tensors(), watch: null, best: null }
	})
	const free = checkpoints.free()
	await expect(kept).rejects.toThrow('ended')
	await free
})
