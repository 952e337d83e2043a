import { LabProblem, noSuch } from '../../../shared/problems.ts'
import type { LabEvent } from '../../../shared/runs.ts'
import { readStudy } from '../../../shared/study/cells.ts'
import { extended, type Extension } from '../../../shared/study/extended.ts'
import type { ResponseName } from '../../../shared/study/responses.ts'
import type { StudyDetail, StudyJob, StudyRow } from '../../../shared/study/rows.ts'
import type { Study } from '../../../shared/study/study.ts'
import type { RunStore } from '../../store/runs.ts'
import type { StoredStudy, StudyStore } from '../../store/studies.ts'
import type { runDesk } from '../desk.ts'
import type { estimates } from '../estimates.ts'
import type { Queue } from '../queue.ts'
import type { World } from '../world.ts'
import { isMissing, leftBehind, studyConductor } from './conductor.ts'
import { curvesOf } from './curves.ts'
import { detailOf, rowOf } from './detail.ts'
import { planOf } from './plan.ts'
import { workedOut, workshop } from './settings.ts'

export type StudyDesk = ReturnType<typeof studyDesk>

interface Parts {
	world: Pick<World, 'now' | 'fault'>
	store: RunStore
	studies: StudyStore
	runs: ReturnType<typeof runDesk>
	queue: Queue
	publish: (event: LabEvent) => void
}

/** Where a person asks for studies: to plan one, to start and stop it, to read what it has found. Throws LabProblems. */
export function studyDesk({ world, store, studies, runs, queue, publish }: Parts) {
	const work = workshop()
	const tell = (study: number) => publish({ kind: 'study', study })
	const conductor = studyConductor(studies, (id) => work(id, find(id).study), runs, queue, tell, world.fault)

	function find(id: number): StoredStudy {
		const found = studies.find(id)
		if (!found) throw noSuch.study(id)
		return found
	}
	const row = (stored: StoredStudy): StudyRow =>
		rowOf(stored, studies.places(stored.id), conductor.underway(stored.id), (place) => {
			return work(stored.id, stored.study).runs[place]?.recipe.epochs ?? 1
		})

	function detail(id: number, response?: ResponseName): StudyDetail {
		const stored = find(id)
		const places = studies.places(id)
		return detailOf({
			stored,
			row: row(stored),
			worked: work(id, stored.study),
			places,
			response: response ?? stored.study.response,
			environment: studies.environment
		})
	}

	function write(id: number, text: string) {
		const known = studies.places(id).filter(({ status }) => status === 'finished').length
		studies.expect(id, text, world.now(), known)
	}

	return {
		/** To be told of everything that happens to runs. */
		hear: conductor.hear,
		list: (): StudyRow[] => studies.list().map(row),
		get: detail,
		curves(id: number) {
			const stored = find(id)
			return curvesOf(work(id, stored.study), studies.places(id), (run) => store.points(run))
		},
		plan: (given: unknown, estimate: ReturnType<typeof estimates>) => planOf(given, studies.finishedRun, estimate),
		create(given: unknown, expectation: string): StudyRow {
			const study = checked(given)
			const id = studies.add(study, workedOut(study).runs, world.now())
			if (expectation) write(id, expectation)
			tell(id)
			return row(find(id))
		},
		start(id: number): StudyRow {
			const before = row(find(id))
			if (before.state === 'done')
				throw new LabProblem(
					'NOT_NOW',
					`Nothing is left to train in study ${id}. Extend it by seeds or levels, or delete a failed run to train it again.`
				)
			if (!conductor.underway(id) || find(id).state !== 'going') conductor.start(id)
			return row(find(id))
		},
		pause(id: number): StudyRow {
			find(id)
			conductor.pause(id)
			return row(find(id))
		},
		async stop(id: number): Promise<StudyRow> {
			find(id)
			await Promise.all(conductor.pause(id).map((run) => queue.stop(run)))
			return row(find(id))
		},
		extend(id: number, by: Extension): StudyRow {
			const { study } = find(id)
			const more = checked(extended(study, by))
			studies.change(id, more, workedOut(more).runs)
			tell(id)
			return row(find(id))
		},
		expect(id: number, text: string): StudyDetail {
			find(id)
			write(id, text)
			tell(id)
			return detail(id)
		},
		remove(id: number) {
			find(id)
			if (conductor.underway(id))
				throw new LabProblem('NOT_NOW', `Study ${id} is being trained. Stop it before you delete it.`)
			studies.remove(id)
			tell(id)
			return { removed: id }
		},
		jobs(id: number): StudyJob[] {
			const { runs: all } = work(id, find(id).study)
			return studies.places(id).flatMap((place) => {
				const about = all[place.place]
				return isMissing(leftBehind((run) => queue.holds(run))(place)) && about
					? [{ place: place.place, title: about.name, recipe: about.recipe }]
					: []
			})
		},
		trained: (hashes: readonly string[]): Record<string, number> =>
			Object.fromEntries(
				hashes.flatMap((hash) => {
					const run = studies.finishedRun(hash)
					return run === undefined ? [] : [[hash, run]]
				})
			),
		/** Goes on with the studies that were going when the lab was last closed, however it was. */
		goOn(): void {
			for (const { id, state } of studies.list().reverse()) {
				if (state !== 'going' || conductor.underway(id)) continue
				try {
					conductor.start(id)
				} catch (error) {
					if (!(error instanceof LabProblem)) throw error
				}
			}
		}
	}
}

function checked(given: unknown): Study {
	const read = readStudy(given)
	if ('problems' in read) throw new LabProblem('BAD_REQUEST', read.problems.map(({ sentence }) => sentence).join(' '))
	return read.study
}
