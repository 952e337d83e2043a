import { messageOf } from '../../shared/problems.ts'
import { mnist, total } from '../../shared/dataset.ts'
import type { About } from '../../shared/runs.ts'
import { readOnlyNotice } from '../store/read-only.ts'
import type { Queue } from './queue.ts'
import type { World } from './world.ts'

/** What computes here; waits until the training thread has loaded its library, or cannot. */
export async function about(world: World, queue: Queue): Promise<About> {
	const { version, home, node, cpu, threads } = world
	const backend = await queue.thread().ready.then(
		(ready) => ready.backend,
		(error: unknown) => ({ kind: 'none' as const, notice: messageOf(error) })
	)
	return {
		version,
		home,
		homeNotice: readOnlyNotice(home),
		node,
		cpu,
		threads,
		backend,
		data: { training: total(mnist.training), test: total(mnist.test) }
	}
}
