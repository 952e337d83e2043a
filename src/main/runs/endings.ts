import type { LabEvent, RunStatus } from '../../shared/runs.ts'
import type { RunStore } from '../store/runs.ts'
import type { World } from './world.ts'

/** What a run has come to. */
interface Ending {
	status: RunStatus
	problem: string | null
}

/** How long it is waited until what could not be written is tried again, in ms. */
const pause = 2000

/** Writes down what runs come to, and tells everybody. */
export function endings(
	{ now, fault }: Pick<World, 'now' | 'fault'>,
	store: RunStore,
	publish: (event: LabEvent) => void
) {
	/** What could not be written yet. */
	const owed = new Map<number, Ending>()
	let timer: NodeJS.Timeout | null = null

	function tell(run: number) {
		const row = store.find(run)
		publish(row ? { kind: 'run', run: row } : { kind: 'removed', run })
	}

	function settle(run: number, { status, problem }: Ending) {
		store.setStatus(run, status, problem, now())
		owed.delete(run)
		tell(run)
	}

	/** Whoever was told once is not told of every try that fails. */
	function tryAgain() {
		try {
			for (const [run, ending] of owed) settle(run, ending)
			timer = null
		} catch {
			timer = setTimeout(tryAgain, pause).unref()
		}
	}

	return {
		tell,
		settle: (run: number, status: RunStatus) => settle(run, { status, problem: null }),
		/** What cannot be written (the disk is full) is told all the same, and written as soon as it can be. */
		end(run: number, status: RunStatus, problem: string | null) {
			try {
				settle(run, { status, problem })
			} catch (error) {
				fault(error)
				owed.set(run, { status, problem })
				timer ??= setTimeout(tryAgain, pause).unref()
				const row = store.find(run)
				if (row) publish({ kind: 'run', run: { ...row, status, problem } })
			}
		},
		/** Tries a last time: what is still not written then, the next start finds interrupted. */
		close() {
			tryAgain()
			if (timer) clearTimeout(timer)
		}
	}
}
