import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDoor, type TestDoor } from './door.ts'
import { connectRaw, readToEnd, requestText, sendRaw, statusOf } from './raw.ts'

let door: TestDoor
beforeEach(async () => {
	door = await openDoor()
})
afterEach(() => door.close())

describe('a request', () => {
	test.each([
		'evil.example',
		'evil.example:80',
		'127.0.0.1',
		'localhost:1',
		'[::1]:80',
		'0.0.0.0',
		'127.0.0.1:99999',
		''
	])('for the host "%s" is refused, with the cookie too (DNS rebinding)', async (host) => {
		const text = requestText(door.port, 'GET / HTTP/1.1', { Host: host, Cookie: door.cookie })
		expect(statusOf(await sendRaw(door.port, text))).toBe(403)
	})

	test('without any host is refused', async () => {
		const text = requestText(door.port, 'GET / HTTP/1.1', { Host: null, Cookie: door.cookie })
		expect(statusOf(await sendRaw(door.port, text))).toBe(400)
	})

	test('may call this machine localhost', async () => {
		const text = requestText(door.port, 'GET / HTTP/1.1', { Host: `localhost:${door.port}`, Cookie: door.cookie })
		expect(statusOf(await sendRaw(door.port, text))).toBe(200)
	})

	test.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])(
		'from a page at %s is refused, and no page is told it may read the answer',
		async (origin) => {
			const response = await door.visit('/', { cookie: door.cookie, origin })
			expect(response.status).toBe(403)
			expect(response.headers.get('access-control-allow-origin')).toBeNull()
		}
	)

	test.each([
		['cross-site', '/runs', 403],
		['same-site', '/backup', 403],
		['cross-site', '/', 200],
		['same-origin', '/', 200],
		['none', '/', 200]
	])('that a browser sends from %s for %s is answered with its due', async (site, path, status) => {
		expect((await door.visit(path, { cookie: door.cookie, 'sec-fetch-site': site })).status).toBe(status)
	})

	test.each([
		'/../package.json',
		'/%2e%2e/package.json',
		'/..%2f..%2fetc%2fpasswd',
		'/..\\package.json',
		'//etc/passwd',
		'/index.html/../../package.json',
		'/index.html%00',
		`/assets/${'../'.repeat(20)}etc/passwd`
	])('that plays tricks with its path finds nothing: %s', async (path) => {
		const text = requestText(door.port, `GET ${path} HTTP/1.1`, { Cookie: door.cookie })
		expect(statusOf(await sendRaw(door.port, text))).toBe(404)
	})

	test.each(['http://evil.example/', '*', 'evil.example:80'])('for the target %s is refused', async (target) => {
		const text = requestText(door.port, `GET ${target} HTTP/1.1`, { Cookie: door.cookie })
		expect(statusOf(await sendRaw(door.port, text))).toBe(400)
	})

	test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('with %s is refused', async (method) => {
		const text = requestText(door.port, `${method} / HTTP/1.1`, { Cookie: door.cookie })
		expect(statusOf(await sendRaw(door.port, text))).toBe(405)
	})

	test('with CONNECT is hung up on', async () => {
		expect(await sendRaw(door.port, requestText(door.port, 'CONNECT evil.example:443 HTTP/1.1'))).toBe('')
	})

	test('with 100 MB in it is answered before they are read', async () => {
		const socket = await connectRaw(door.port)
		const head = requestText(door.port, 'POST / HTTP/1.1', { Cookie: door.cookie, 'Content-Length': String(100 << 20) })
		socket.write(head)
		socket.write(Buffer.alloc(1 << 20))
		expect(statusOf(await readToEnd(socket))).toBe(413)
	})

	test('that waits to be told to go on is told not to', async () => {
		const changes = { Cookie: door.cookie, Expect: '100-continue', 'Content-Length': '10' }
		expect(statusOf(await sendRaw(door.port, requestText(door.port, 'POST / HTTP/1.1', changes)))).toBe(413)
	})

	test('with a body sent in pieces is refused', async () => {
		const changes = { Cookie: door.cookie, 'Transfer-Encoding': 'chunked' }
		expect(statusOf(await sendRaw(door.port, requestText(door.port, 'GET / HTTP/1.1', changes)))).toBe(413)
	})

	test('with 1 MB of headers is refused', async () => {
		const text = requestText(door.port, 'GET / HTTP/1.1', { Cookie: 'x'.repeat(1 << 20) })
		expect(statusOf(await sendRaw(door.port, text))).toBe(431)
	})

	test('that is no HTTP is refused', async () => {
		expect(statusOf(await sendRaw(door.port, 'hello\r\n\r\n'))).toBe(400)
	})
})
