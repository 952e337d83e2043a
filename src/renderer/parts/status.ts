import type { RunStatus } from '../../shared/runs.ts'

/** What a run does or has come to, as the page says it. */
export const statusWords: Record<RunStatus, string> = {
	queued: 'waiting',
	training: 'training',
	evaluating: 'testing',
	finished: 'finished',
	stopped: 'stopped',
	failed: 'failed',
	interrupted: 'interrupted'
}
