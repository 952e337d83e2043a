import type { ExaminerRequest } from './examine-messages.ts'

/** As many pictures as are answered at once before somebody else has a turn. */
const most = 256

/**
 * Takes from what waits the first question and those that can be answered in one go with it: the same of other pictures.
 * Not what comes after a network is closed, since its name may mean nothing then.
 */
export function takeTogether(waiting: ExaminerRequest[]): ExaminerRequest[] {
	const [first, ...others] = waiting
	if (!first) return []
	const taken = [first]
	let pictures = sizeOf(first)
	for (const other of others) {
		if (other.kind === 'close') break
		if (!isAlike(first, other) || pictures + sizeOf(other) > most) continue
		pictures += sizeOf(other)
		taken.push(other)
	}
	for (const one of taken) waiting.splice(waiting.indexOf(one), 1)
	return taken
}

const sizeOf = (request: ExaminerRequest) => ('fields' in request ? request.fields.length / 784 : 1)

function isAlike(one: ExaminerRequest, other: ExaminerRequest): boolean {
	if (one.kind === 'answers') return other.kind === 'answers' && one.key === other.key
	return one.kind === 'likeness' && other.kind === 'likeness'
}
