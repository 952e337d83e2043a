import { expect, test } from 'vitest'
import type { ExaminerRequest } from '../../../src/main/train/examine-messages.ts'
import { takeTogether } from '../../../src/main/train/together.ts'

const answers = (id: number, key: string, pictures = 1): ExaminerRequest => ({
	kind: 'answers',
	id,
	key,
	fields: new Uint8Array(784 * pictures)
})
const likeness = (id: number): ExaminerRequest => ({ kind: 'likeness', id, fields: new Uint8Array(784) })
const ids = (requests: ExaminerRequest[]) => requests.map((one) => ('id' in one ? one.id : one.kind))

test('questions to the same network are taken together, past others that wait, which keep their order', () => {
	const waiting = [answers(1, 'a'), likeness(2), answers(3, 'b'), answers(4, 'a'), likeness(5)]
	expect(ids(takeTogether(waiting))).toEqual([1, 4])
	expect(ids(waiting)).toEqual([2, 3, 5])
	expect(ids(takeTogether(waiting))).toEqual([2, 5])
	expect(ids(takeTogether(waiting))).toEqual([3])
	expect(takeTogether(waiting)).toEqual([])
})

test('up to 256 pictures, but a larger question alone', () => {
	expect(ids(takeTogether([answers(1, 'a', 200), answers(2, 'a', 57), answers(3, 'a', 56)]))).toEqual([1, 3])
	expect(ids(takeTogether([answers(1, 'a', 1000), answers(2, 'a')]))).toEqual([1])
})

test('nothing is taken from behind the closing of a network', () => {
	expect(ids(takeTogether([answers(1, 'a'), { kind: 'close', key: 'a' }, answers(2, 'a')]))).toEqual([1])
})
