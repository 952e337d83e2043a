import { percent, plural, roughly } from '../../../../shared/format.ts'
import { isUnderway, type StudyRow } from '../../../../shared/study/rows.ts'
import type { LabCalls, Terminal } from '../door.ts'

/** Trains a study to its end and says how it goes. Answers the exit code: 0 done, 1 paused by a problem, 130 stopped by Ctrl-C. */
export async function followStudy(terminal: Terminal, calls: LabCalls, id: number, json: boolean): Promise<number> {
	const events = await calls.watch()
	const by = { interrupt: false }
	const settled = terminal.onInterrupt(() => {
		by.interrupt = true
		terminal.say('Stopping; what has been learned is kept.')
		calls.studies.stop({ study: id }).catch((error: unknown) => terminal.say(String(error)))
	})
	try {
		let row = await calls.studies.start({ study: id })
		if (!json) terminal.say(`Study ${id}: ${row.name}, ${plural(row.runs - row.done, 'run')} to train`)
		let told = row.done
		for await (const event of events) {
			if (event.kind === 'progress') terminal.show(progress(row, event.progress.epoch, event.progress.epochs))
			if (event.kind !== 'study' || event.study !== id) continue
			row = await calls.studies.get({ study: id })
			if (row.done > told) {
				told = row.done
				if (json) terminal.write(JSON.stringify({ kind: 'progress', study: id, done: row.done, runs: row.runs }))
				else terminal.say(progress(row))
			}
			if (!isUnderway(row.state)) break
		}
		const { result, state, problem, done, runs, failed } = await calls.studies.get({ study: id })
		if (json)
			terminal.write(JSON.stringify({ kind: state, study: id, done, runs, failed, problem, finding: result.finding }))
		else if (state === 'done') for (const sentence of result.finding) terminal.write(sentence)
		else
			terminal.say(
				problem ?? `Study ${id} is stopped after ${done} of ${plural(runs, 'run')}; "study run ${id}" goes on.`
			)
		return state === 'done' ? 0 : by.interrupt ? 130 : 1
	} finally {
		settled()
		await events.return(undefined)
	}
}

function progress({ done, runs, secondsLeft }: StudyRow, epoch?: number, epochs?: number): string {
	const left = !secondsLeft ? '' : ` · about ${roughly(secondsLeft)} left`
	const now = epoch === undefined ? '' : ` · epoch ${epoch}/${epochs ?? 0}`
	return `${done} of ${plural(runs, 'run')} (${percent(done / runs, 0)})${now}${left}`
}
