import { parentPort } from 'node:worker_threads'
import type { TrainerRequest } from '../../src/main/train/messages.ts'

/** What the thread does when it is asked to train with one of these seeds. */
export const failing = { hangs: 901, dies: 902, outOfMemory: 903, hangsOnceStopped: 904 } as const

// the real training thread, which hears of what it is asked only after this has
parentPort?.on('message', (request: TrainerRequest) => {
	if (request.kind === 'trainTogether' && request.runs.some(({ recipe }) => recipe.seed === failing.dies))
		process.exit(7)
	if (request.kind !== 'train') return
	switch (request.recipe.seed) {
		case failing.hangs:
			for (;;);
		case failing.hangsOnceStopped:
			while (Atomics.load(new Int32Array(request.stop), 0) === 0);
			for (;;);
		case failing.dies:
			return process.exit(7)
		case failing.outOfMemory: {
			const held: number[][] = []
			for (;;) held.push(Array.from({ length: 100_000 }, (_, place) => place + held.length / 7))
		}
	}
})
// whoever only asks for the seeds is no thread
if (parentPort) await import('../../src/main/trainer.ts')
