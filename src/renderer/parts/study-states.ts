import type { StudyState } from '../../shared/study/rows.ts'

/** How a study's state is said. */
export const studyStates: Record<StudyState, string> = {
	new: 'not started',
	going: 'training',
	waiting: 'waits its turn',
	paused: 'paused',
	done: 'done'
}
