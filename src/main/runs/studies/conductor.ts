import { LabProblem } from '../../../shared/problems.ts'
import { isOver, type LabEvent, type RunRow } from '../../../shared/runs.ts'
import type { StudyPlace, StudyStore } from '../../store/studies.ts'
import type { runDesk } from '../desk.ts'
import type { Queue } from '../queue.ts'
import type { WorkedOut } from './settings.ts'

/** So many failures one after another are no matter of a setting: something is wrong with the lab. */
const patience = 3

export interface Conductor {
	/** Trains the study's missing runs from now on. Throws a LabProblem when another lab trains in this home. */
	start(study: number): void
	/** No other run begins; answers the one that trains or waits for its turn. */
	pause(study: number): number | null
	isGoing(study: number): boolean
	/** The run that is under way, whichever study it belongs to. */
	run(): number | null
	/** Hears of every run, so that the next one follows. */
	readonly hear: (event: LabEvent) => void
}

/**
 * Brings one run of a study at a time into the queue, the next when it is over: what a person starts meanwhile comes in
 * between, and a program that is killed leaves one run behind that goes on where it was.
 */
export function studyConductor(
	studies: StudyStore,
	worked: (study: number) => WorkedOut,
	runs: Pick<ReturnType<typeof runDesk>, 'start' | 'resume' | 'again'>,
	queue: Pick<Queue, 'claim'>,
	tell: (study: number) => void
): Conductor {
	const going = new Set<number>()
	let mine: { study: number; run: number } | null = null
	let failures = 0

	function pause(study: number, problem: string | null = null) {
		going.delete(study)
		studies.setState(study, 'paused', problem)
		tell(study)
	}

	/** Brings in the next run, of the study that was started first; those with nothing left are let go. */
	function advance() {
		if (mine) return
		for (const study of going) {
			const row = begin(study)
			if (row) {
				mine = { study, run: row.id }
				tell(study)
				return
			}
			pause(study)
		}
	}

	function begin(study: number): RunRow | null {
		const next = studies.places(study).find(isMissing)
		const about = next && worked(study).runs[next.place]
		const found = studies.find(study)
		if (!about || !found) return null
		if (next.run !== null && next.resumable) return runs.resume(next.run)
		// cut off before its first epoch was kept: it begins anew, and is the same run
		if (next.run !== null && canBeginAnew(next)) return runs.again(next.run, () => studies.anew(next.run ?? 0))
		return runs.start(about.recipe, about.name, found.study.preset)
	}

	/** From where nobody waits for an answer: what cannot begin pauses its study, with the reason. */
	function carryOn() {
		try {
			advance()
		} catch (error) {
			if (!(error instanceof LabProblem)) throw error
			for (const study of [...going]) pause(study, error.message)
		}
	}

	function over({ status, problem }: RunRow, study: number) {
		mine = null
		failures = status === 'failed' ? failures + 1 : 0
		// the lab is being closed: it goes on when it is opened again
		if (status === 'interrupted') return
		if (status === 'stopped') pause(study)
		else if (failures >= patience) {
			failures = 0
			pause(study, `${patience} runs failed one after another, the last because: ${problem ?? 'nobody knows'}`)
		} else tell(study)
		carryOn()
	}

	return {
		start(study) {
			queue.claim(() => {
				going.add(study)
				studies.setState(study, 'going')
				try {
					advance()
				} catch (error) {
					pause(study)
					throw error
				}
			})
		},
		pause(study) {
			if (going.has(study)) pause(study)
			return mine?.study === study ? mine.run : null
		},
		isGoing: (study) => going.has(study) || mine?.study === study,
		run: () => mine?.run ?? null,
		hear(event) {
			if (!mine) return
			if (event.kind === 'run' && event.run.id === mine.run && isOver(event.run.status)) over(event.run, mine.study)
			if (event.kind === 'removed' && event.run === mine.run) {
				const { study } = mine
				mine = null
				pause(study)
				carryOn()
			}
		}
	}
}

/** What a study still has to train: neither finished, nor under way, nor sure to fail again. */
export const isMissing = ({ status, resumable }: StudyPlace) =>
	status === null || status === 'stopped' || status === 'interrupted' || (status === 'failed' && resumable)

const canBeginAnew = ({ status, imported, epochsDone }: StudyPlace) =>
	!imported && (status === 'interrupted' || epochsDone === 0)
