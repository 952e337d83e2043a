import type { DataSetRow } from '../../../shared/dataset.ts'
import { LabProblem } from '../../../shared/problems.ts'

/** The data set of this id, or of this name. Throws a LabProblem that says which there are. */
export function setNamed(sets: readonly DataSetRow[], words: string): DataSetRow {
	const name = words.trim().toLowerCase()
	const found = sets.find(({ id }) => id === name) ?? sets.find((set) => set.name.toLowerCase() === name)
	if (found) return found
	const there = `${sets.length === 1 ? 'is' : 'are'} ${sets.map(({ id }) => id).join(', ')}`
	throw new LabProblem('NO_SUCH_DATA', `There is no data set "${words}". There ${there}; "data import" makes others.`)
}
