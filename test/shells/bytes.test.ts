import { expect, test } from 'vitest'
import { answerBytes } from '../../src/main/shells/bytes.ts'
import { plainPage } from '../../src/main/shells/page.ts'
import { addresses, type LabBytes } from '../../src/shared/bytes.ts'
import { LabProblem } from '../../src/shared/problems.ts'
import { packTensors, unpackTensors } from '../../src/shared/tensors.ts'

/** A lab that answers each question with the words of it. */
const lab = new Proxy({} as LabBytes, {
	get:
		(_, name: string) =>
		(...words: unknown[]) =>
			new TextEncoder().encode([name, ...words].join(' '))
})
const page = (request: Request) => plainPage(new URL(request.url), 404, 'the page')
const answer = (path: string, init?: RequestInit, from: LabBytes = lab) =>
	answerBytes(from, page)(new Request(`http://127.0.0.1:1/${path.replace(/^\//, '')}`, init))

test.each([
	[addresses.pixels('mnist', 'test'), 'pixels mnist test'],
	[addresses.labels('mnist', 'training'), 'labels mnist training'],
	[addresses.probabilities(12), 'probabilities 12'],
	[addresses.validation(12), 'validation 12'],
	[addresses.predictions(12, 3), 'predictions 12 3'],
	[addresses.weights(12), 'weights 12'],
	[addresses.activations(12, 'test', 9999), 'activations 12 test 9999']
])('%s asks the lab for %s', async (path, question) => {
	const found = await answer(path)
	expect(found.headers.get('content-type')).toBe('application/octet-stream')
	expect(found.headers.get('content-length')).toBe(String(question.length))
	expect(await found.text()).toBe(question)
	const head = await answer(path, { method: 'HEAD' })
	expect(head.status).toBe(200)
	expect(await head.text()).toBe('')
})

test('what was made to be sent is thrown away where only its headers are asked for', async () => {
	let cancelled = false
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ cancel: () => void (cancelled = true) })
	const backup = () => Promise.resolve({ name: 'a.sqlite', type: 'application/vnd.sqlite3', body })
	const head = await answer(addresses.backup, { method: 'HEAD' }, { ...lab, backup })
	expect([head.status, cancelled]).toEqual([200, true])
})

test.each([
	'/pixels/mnist/other',
	'/pixels/Fashion/test',
	'/pixels/../test',
	'/runs/x/weights',
	'/runs/12',
	'/runs/1/epochs/-1/predictions'
])('%s is left to the page', async (path) => expect((await answer(path)).status).toBe(404))

test('bytes are read, never written', async () => {
	expect(await (await answer(addresses.weights(1), { method: 'DELETE' })).text()).toContain('the page')
})

test('a problem comes back as JSON with its sentence, a fault without its details', async () => {
	const problem = { weights: () => Promise.reject(new LabProblem('NO_SUCH_RUN', 'There is no run 7.')) }
	const refused = await answer(addresses.weights(7), {}, problem as unknown as LabBytes)
	expect(refused.status).toBe(404)
	expect(await refused.json()).toEqual({ code: 'NO_SUCH_RUN', sentence: 'There is no run 7.' })
	const fault = { weights: () => Promise.reject(new Error('row 3 of table x')) }
	const failed = await answer(addresses.weights(7), {}, fault as unknown as LabBytes)
	expect(failed.status).toBe(500)
	expect(JSON.stringify(await failed.json())).not.toContain('table x')
})

test('tensors are packed and unpacked without losing a bit, and refused when cut off', () => {
	const tensors = [
		{ name: 'kernel', shape: [2, 3], values: Float32Array.of(1, -2.5, 3e-38, Infinity, -0, 0.1) },
		{ name: 'bias', shape: [1], values: Float32Array.of(7) }
	]
	const bytes = packTensors(tensors)
	expect(unpackTensors(bytes.buffer)).toEqual(tensors)
	expect(() => unpackTensors(bytes.slice(0, -4).buffer)).toThrow(RangeError)
	expect(() => unpackTensors(packTensors([...tensors, ...tensors]).slice(0, 100).buffer)).toThrow()
})
