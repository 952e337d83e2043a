import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerBytes } from '../../src/main/shells/bytes.ts'
import { plainPage } from '../../src/main/shells/page.ts'
import { addresses, largestImport, type LabBytes } from '../../src/shared/bytes.ts'
import { LabProblem } from '../../src/shared/problems.ts'
import { openDoor, type TestDoor } from './door.ts'
import { connectRaw, readToEnd, requestText, statusOf } from './raw.ts'

/** A lab that only counts what it is sent. */
let taken: number[] = []
const bytes = {
	import(file: Uint8Array) {
		taken.push(file.length)
		if (file[0] === 0) throw new LabProblem('BAD_DATA', 'This file cannot be imported.')
		return { sentence: 'Imported.' }
	}
} as unknown as LabBytes
const answer = answerBytes(bytes, (request) => plainPage(new URL(request.url), 200, 'here'))

let door: TestDoor
let ours: Record<string, string>
beforeEach(async () => {
	taken = []
	door = await openDoor({ answer })
	ours = { cookie: door.cookie, origin: `http://127.0.0.1:${door.port}` }
})
afterEach(() => door.close())

const post = (headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
	fetch(`http://127.0.0.1:${door.port}${addresses.import}`, { method: 'POST', headers, body })

describe('a file that is brought in', () => {
	test('comes from our own page and arrives whole', async () => {
		const response = await post(ours, new Uint8Array(3_000_001).fill(1))
		expect(response.status).toBe(200)
		expect(await response.json()).toEqual({ sentence: 'Imported.' })
		expect(taken).toEqual([3_000_001])
	})

	test('and is no run is refused in a sentence', async () => {
		const response = await post(ours, new Uint8Array(3))
		expect(response.status).toBe(409)
		expect(await response.json()).toEqual({ code: 'BAD_DATA', sentence: 'This file cannot be imported.' })
	})

	test.each([
		['without the cookie', ({ origin = '' }) => ({ origin }), 401],
		['with another lab’s cookie', ({ origin = '', cookie = '' }) => ({ origin, cookie: `${cookie}x` }), 401],
		['without an origin', ({ cookie = '' }) => ({ cookie }), 403],
		['from another site', ({ cookie = '' }) => ({ cookie, origin: 'https://evil.example' }), 403],
		['from nowhere a browser would name', ({ cookie = '' }) => ({ cookie, origin: 'null' }), 403],
		['from another port of this machine', ({ cookie = '' }) => ({ cookie, origin: 'http://127.0.0.1:1' }), 403]
	])('%s is not taken', async (_, change, status) => {
		const response = await post(change(ours), new Uint8Array(10).fill(1))
		expect(response.status).toBe(status)
		expect(taken).toEqual([])
	})

	test('under another host name is not taken', async () => {
		const socket = await connectRaw(door.port)
		const headers = { Host: 'evil.example', Cookie: door.cookie, Origin: 'http://evil.example', 'Content-Length': '1' }
		socket.write(requestText(door.port, `POST ${addresses.import} HTTP/1.1`, headers))
		socket.write('x')
		expect(statusOf(await readToEnd(socket))).toBe(403)
		expect(taken).toEqual([])
	})

	test('that says it is too large is refused before it is read', async () => {
		const socket = await connectRaw(door.port)
		const headers = { Cookie: door.cookie, Origin: ours['origin'] ?? '', 'Content-Length': String(largestImport + 1) }
		socket.write(requestText(door.port, `POST ${addresses.import} HTTP/1.1`, headers))
		const said = await readToEnd(socket)
		expect(statusOf(said)).toBe(413)
		expect(said).toContain('The file is larger than 1024 MiB, the most a run can need.')
		expect(taken).toEqual([])
	})

	test('that turns out to be too large is refused as soon as it is', async () => {
		const piece = new Uint8Array(2 ** 26)
		let sent = 0
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				sent++
				controller.enqueue(piece)
			}
		})
		const request = new Request(`http://127.0.0.1${addresses.import}`, {
			method: 'POST',
			body,
			duplex: 'half'
		} as RequestInit)
		const response = await answer(request)
		expect(response.status).toBe(409)
		expect(await response.json()).toMatchObject({ sentence: expect.stringContaining('larger than 1024 MiB') as string })
		expect(sent).toBeLessThan(20)
		expect(taken).toEqual([])
	})

	test('with another method is not taken', async () => {
		const response = await fetch(`http://127.0.0.1:${door.port}${addresses.import}`, { method: 'PUT', headers: ours })
		expect(response.status).toBe(405)
	})
})
