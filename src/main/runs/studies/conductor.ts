import { LabProblem, messageOf } from '../../../shared/problems.ts'
import { isOver, type LabEvent, type RunRow } from '../../../shared/runs.ts'
import { mostTogether, togetherAs } from '../../../shared/together.ts'
import type { StudyPlace, StudyStore } from '../../store/studies.ts'
import type { runDesk } from '../desk.ts'
import type { Queue } from '../queue.ts'
import type { WorkedOut } from './settings.ts'

/** When so many times in a row all that was trained together failed, it is no matter of a setting: something is wrong with the lab. */
const patience = 3

export interface Conductor {
	/** Trains the study's missing runs from now on. Throws a LabProblem when another lab trains in this home. */
	start(study: number): void
	/** No other run begins; answers those that train or wait for their turn. */
	pause(study: number): number[]
	/** Whether it is at work on the study, or will be when it is done with another one; null for one that waits for a person. */
	underway(study: number): 'going' | 'waiting' | null
	/** Hears of every run, so that the next one follows. */
	readonly hear: (event: LabEvent) => void
}

/**
 * Brings one run of a study at a time into the queue, or the seeds of one setting that are trained side by side, the next when
 * they are over: what a person starts meanwhile comes in between, and a program that is killed leaves few runs behind, which
 * go on where they were.
 */
export function studyConductor(
	studies: StudyStore,
	worked: (study: number) => WorkedOut,
	runs: Pick<ReturnType<typeof runDesk>, 'start' | 'resume' | 'again'>,
	queue: Pick<Queue, 'claim' | 'holds'>,
	tell: (study: number) => void,
	fault: (error: unknown) => void
): Conductor {
	const going = new Set<number>()
	/** What is under way. */
	let mine: { study: number; runs: Set<number>; done: number } | null = null
	let failures = 0

	function pause(study: number, problem: string | null = null) {
		going.delete(study)
		studies.setState(study, 'paused', problem)
		tell(study)
	}

	/** From where nobody waits for an answer. A full disk keeps it from being written: then the next start finds it going. */
	function letGo(study: number, problem: string | null = null) {
		try {
			pause(study, problem)
		} catch (error) {
			fault(error)
			tell(study)
		}
	}

	/** Brings in what comes next, of the study that was started first; those with nothing left are let go. */
	function advance() {
		if (mine) return
		for (const study of going) {
			const next = nextOf(study)
			if (next.length === 0) pause(study)
			else {
				mine = { study, runs: new Set(), done: 0 }
				try {
					for (const place of next) mine.runs.add(bring(study, place).id)
				} finally {
					if (mine.runs.size === 0) mine = null
				}
				tell(study)
				return
			}
		}
	}

	/** The first place that is missing, and those of its setting that are trained beside it. */
	function nextOf(study: number): StudyPlace[] {
		const missing = studies
			.places(study)
			.map(leftBehind((run) => queue.holds(run)))
			.filter(isMissing)
		const [first] = missing
		const recipe = first && worked(study).runs[first.place]?.recipe
		if (!recipe) return []
		if (!isFresh(first) || togetherAs(recipe) === null) return [first]
		return missing.filter((place) => place.setting === first.setting && isFresh(place)).slice(0, mostTogether)
	}

	function bring(study: number, { place, run, ...cut }: StudyPlace): RunRow {
		if (run !== null && cut.resumable) return runs.resume(run)
		// cut off before its first epoch was kept: it begins anew, and is the same run
		if (run !== null && canBeginAnew(cut)) return runs.again(run, () => studies.anew(run))
		const about = worked(study).runs[place]
		if (!about) throw new Error(`study ${study} has no place ${place}`)
		return runs.start(about.recipe, about.name, studies.find(study)?.study.preset ?? null)
	}

	/** From where nobody waits for an answer: what cannot begin pauses its study, with the reason. */
	function carryOn() {
		try {
			advance()
		} catch (error) {
			if (!(error instanceof LabProblem)) fault(error)
			const problem = messageOf(error)
			for (const study of [...going]) letGo(study, problem)
		}
	}

	function over({ id, status, problem }: RunRow, group: NonNullable<typeof mine>) {
		const { study, runs: beside } = group
		beside.delete(id)
		if (status !== 'failed') group.done++
		const isLast = beside.size === 0
		if (isLast) {
			mine = null
			failures = group.done > 0 ? 0 : failures + 1
		}
		// the lab is being closed: it goes on when it is opened again
		if (status === 'interrupted') return
		if (status === 'stopped') letGo(study)
		else if (isLast && failures >= patience) {
			failures = 0
			letGo(study, `All failed, ${patience} times one after another, the last because: ${problem ?? 'nobody knows'}`)
		} else tell(study)
		carryOn()
	}

	return {
		start(study) {
			queue.claim(() => {
				studies.setState(study, 'going')
				going.add(study)
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
			return mine?.study === study ? [...mine.runs] : []
		},
		underway(study) {
			if (mine?.study === study) return 'going'
			if (!going.has(study)) return null
			return mine ? 'waiting' : 'going'
		},
		hear(event) {
			if (!mine) return
			if (event.kind === 'run' && mine.runs.has(event.run.id) && isOver(event.run.status)) over(event.run, mine)
			if (event.kind === 'removed' && mine.runs.delete(event.run)) {
				const { study } = mine
				if (mine.runs.size === 0) mine = null
				letGo(study)
				carryOn()
			}
		}
	}
}

/** A run that waits in no queue was left behind by a program that is gone: it is as one that was cut off. */
export const leftBehind =
	(holds: Queue['holds']) =>
	(place: StudyPlace): StudyPlace =>
		place.status === 'queued' && place.run !== null && !holds(place.run) ? { ...place, status: 'interrupted' } : place

/** What a study still has to train: neither finished, nor under way, nor sure to fail again. */
export const isMissing = ({ status, resumable }: StudyPlace) =>
	status === null || status === 'stopped' || status === 'interrupted' || (status === 'failed' && resumable)

const canBeginAnew = ({ status, imported, epochsDone }: Pick<StudyPlace, 'status' | 'imported' | 'epochsDone'>) =>
	!imported && (status === 'interrupted' || epochsDone === 0)

/** Whether it is trained from its seed. */
const isFresh = ({ resumable }: StudyPlace) => !resumable
