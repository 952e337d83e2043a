import { LabProblem } from '../../../shared/problems.ts'
import type { LabCalls } from './door.ts'

/** The number a person means: itself, or "last" for the newest run. */
export async function numberOf(which: string, calls: LabCalls): Promise<number> {
	if (which === 'last') {
		const [newest] = await calls.runs.list({ limit: 1 })
		if (!newest) throw new LabProblem('NO_SUCH_RUN', 'There is no run yet. "lab train slp" makes the first.')
		return newest.id
	}
	return numberIn(which)
}

/** A run's number as it was typed. */
export function numberIn(which: string): number {
	const number = Number(which)
	if (!Number.isSafeInteger(number) || number < 1)
		throw new LabProblem('NO_SUCH_RUN', `"${which}" is no run's number. "lab runs" lists those there are.`)
	return number
}
