import type { Environment } from '../../../shared/runs.ts'
import { sayCompany } from '../../../shared/environment.ts'
import { factorsIn } from '../../../shared/study/study.ts'
import { plural } from '../../../shared/format.ts'
import type { ResponseName } from '../../../shared/study/responses.ts'
import type { StudyDetail, StudyRow, StudyRun } from '../../../shared/study/rows.ts'
import { resultOf } from '../../judge/studies/result.ts'
import type { StoredStudy, StudyPlace } from '../../store/studies.ts'
import { cautionsOf } from './cautions.ts'
import { isMissing } from './conductor.ts'
import type { WorkedOut } from './settings.ts'

/** What a list shows of a study. `underway`: whether it is trained, or will be; `epochs` says how many a place's recipe has. */
export function rowOf(
	{ id, study, state, problem, created }: StoredStudy,
	places: readonly StudyPlace[],
	underway: 'going' | 'waiting' | null,
	epochs: (place: number) => number
): StudyRow {
	const done = places.filter(({ status }) => status === 'finished')
	const failed = places.filter((place) => place.status === 'failed' && !isMissing(place)).length
	const over = done.length + failed === places.length
	return {
		id,
		name: study.name,
		question: study.question,
		state: over ? 'done' : (underway ?? (state === 'new' ? 'new' : 'paused')),
		problem,
		runs: places.length,
		done: done.length,
		failed,
		secondsLeft: over ? 0 : secondsLeft(places, epochs),
		created
	}
}

/** From the mean of a setting's finished runs where there are any, else from the mean epoch of all. */
function secondsLeft(places: readonly StudyPlace[], epochs: (place: number) => number): number | null {
	const done = places.filter(({ status, seconds }) => status === 'finished' && seconds > 0)
	if (done.length === 0) return null
	const mean = (all: number[]) => all.reduce((sum, value) => sum + value, 0) / all.length
	const anEpoch = mean(done.map(({ place, seconds }) => seconds / epochs(place)))
	return places
		.filter((place) => place.status !== 'finished' && (isMissing(place) || place.status !== 'failed'))
		.reduce((sum, { place, setting, seconds }) => {
			const own = done.filter((one) => one.setting === setting).map((one) => one.seconds)
			const whole = own.length > 0 ? mean(own) : anEpoch * epochs(place)
			return sum + Math.max(0, whole - seconds)
		}, 0)
}

interface Parts {
	stored: StoredStudy
	row: StudyRow
	worked: WorkedOut
	places: readonly StudyPlace[]
	response: ResponseName
	environment: (id: number) => Environment | null
}

export function detailOf({ stored, row, worked, places, response, environment }: Parts): StudyDetail {
	const { study, expectation, expected, known } = stored
	const of = worked.cells.map((_, setting) => places.filter((place) => place.setting === setting))
	const trained = worked.cells.map(({ levels, base }, setting) => ({
		levels,
		title: worked.titles[setting] ?? '',
		base,
		values: (of[setting] ?? []).map((place) => (place.status === 'finished' ? valueOf(place, response) : null))
	}))
	return {
		...row,
		study,
		expected:
			expectation !== null && expected !== null ? { text: expectation, written: expected, known: known ?? 0 } : null,
		places: of.map((some) => some.map(({ run, status, resumable }) => ({ run, status: said(status, resumable) }))),
		result: resultOf(study.design, response, trained, study.seeds),
		notes: [
			...cautionsOf(
				worked.cells.map(({ recipe }) => recipe),
				response
			),
			...notesOf(places, response, environment, factorsIn(study.design).includes('loss'))
		]
	}
}

const valueOf = (place: StudyPlace, response: ResponseName): number | null => place[response]

function said(status: StudyPlace['status'], resumable: boolean): StudyRun['status'] {
	switch (status) {
		case null:
			return 'missing'
		case 'queued':
			return 'waiting'
		case 'training':
		case 'evaluating':
			return 'training'
		case 'finished':
			return 'finished'
		case 'failed':
			return resumable ? 'cut off' : 'failed'
		case 'stopped':
		case 'interrupted':
			return 'cut off'
	}
}

function notesOf(
	places: readonly StudyPlace[],
	response: ResponseName,
	environment: Parts['environment'],
	variesLoss: boolean
): string[] {
	const done = places.filter(({ status }) => status === 'finished')
	const notes: string[] = []
	const without = done.filter((place) => valueOf(place, response) === null).length
	if (without > 0)
		notes.push(
			`${plural(without, 'run')} kept no images for validation and cannot be counted here: ask for the test accuracy, or give the base recipe a validation share.`
		)
	const environments = [...new Set(done.map((place) => place.environment))].flatMap(
		(id) => (id === null ? null : environment(id)) ?? []
	)
	const machines = new Set(
		environments.map(
			({ cpu, threads, backend, tensorflow }) => `${cpu}, ${plural(threads, 'thread')}, ${backend} ${tensorflow}`
		)
	)
	if (machines.size > 1)
		notes.push(
			`Its runs come from unlike machines (${[...machines].join('; ')}). ${response === 'seconds' ? 'Their seconds cannot be compared.' : 'Accuracies may differ by rounding from what one machine would give; seconds cannot be compared.'}`
		)
	const companies = [...new Set(environments.map(sayCompany))].sort()
	if (response === 'seconds' && environments.some(({ together }) => together !== undefined))
		notes.push(
			`Runs were trained side by side (${companies.join('; ')}), which is sooner than one after another: the seconds of each are its share, fewer than it takes alone.${companies.length > 1 ? ' Levels that were not trained in the same company cannot be compared by seconds.' : ''}`
		)
	const failed = places.filter((place) => place.status === 'failed' && !isMissing(place)).length
	if (failed > 0)
		notes.push(
			`${plural(failed, 'run')} failed; what the others of that level say is no longer the whole truth about it. Delete a failed run to have it trained again.`
		)
	if (variesLoss && response === 'valLoss')
		notes.push('Losses of different kinds are different units: compare accuracies instead.')
	return notes
}
