import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { labContract } from '../../src/shared/lab.ts'
import type { LabEvent } from '../../src/shared/runs.ts'
import { openDoor, type TestDoor } from './door.ts'
import { connectRaw, readToEnd, requestText, sendRaw, statusOf } from './raw.ts'

const lab = implement(labContract)
let watching = 0

/** Answers two calls, one of them a feed that never ends by itself. */
const router = {
	runs: { list: lab.runs.list.handler(() => []) },
	watch: lab.watch.handler(async function* ({ signal }): AsyncGenerator<LabEvent> {
		watching++
		try {
			yield { kind: 'removed', run: 1 }
			await new Promise((resolve) => signal?.addEventListener('abort', resolve))
		} finally {
			watching--
		}
	})
}

let door: TestDoor
beforeEach(async () => {
	const rpc = new RPCHandler(router)
	door = await openDoor({ onSocket: (socket) => void rpc.upgrade(socket) })
})
afterEach(() => door.close())

const headers = () => ({ cookie: door.cookie, origin: `http://127.0.0.1:${door.port}` })
const open = () => new WebSocket(`ws://127.0.0.1:${door.port}/rpc`, { headers: headers() })
const clientOf = (socket: WebSocket): Pick<ContractRouterClient<typeof labContract>, 'runs' | 'watch'> =>
	createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))

/** What the status line says to a page at `changes` that wants a WebSocket. */
async function upgrade(path: string, changes: Record<string, string | null>): Promise<number> {
	const { cookie, origin } = headers()
	const asked = { Connection: 'Upgrade', Upgrade: 'websocket', Origin: origin, Cookie: cookie }
	const socket = { 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64') }
	return statusOf(
		await sendRaw(door.port, requestText(door.port, `GET ${path} HTTP/1.1`, { ...asked, ...socket, ...changes }))
	)
}

describe('a WebSocket', () => {
	test('carries calls and feeds of the page that was let in', async () => {
		const client = clientOf(open())
		expect(await client.runs.list()).toEqual([])
		for await (const event of await client.watch()) {
			expect(event).toEqual({ kind: 'removed', run: 1 })
			break
		}
		await expect.poll(() => watching).toBe(0)
	})

	test.each([
		['from another site', '/rpc', { Origin: 'https://evil.example' }, 403],
		['from a page without an address', '/rpc', { Origin: 'null' }, 403],
		['from another lab on this machine', '/rpc', { Origin: 'http://127.0.0.1:1' }, 403],
		['from no page at all', '/rpc', { Origin: null }, 403],
		['under a borrowed name (DNS rebinding)', '/rpc', { Host: 'evil.example', Origin: 'http://evil.example' }, 403],
		['without the cookie', '/rpc', { Cookie: null }, 401],
		['with a wrong cookie', '/rpc', { Cookie: 'digit-lab=1' }, 401],
		['at another address', '/', {}, 404],
		['at another address', '/rpc/..%2f', {}, 404],
		['of another kind', '/rpc', { Upgrade: 'h2c' }, 400]
	])('%s is refused', async (_who, path, changes, status) => {
		expect(await upgrade(path, changes)).toBe(status)
	})

	test('ends what it asked for when it closes', async () => {
		const socket = open()
		const feed = await clientOf(socket).watch()
		await feed.next()
		expect(watching).toBe(1)
		socket.terminate()
		await expect.poll(() => watching).toBe(0)
	})

	test('is closed for a message over 1 MiB, and the lab goes on', async () => {
		const socket = open()
		await once(socket, 'open')
		socket.send('x'.repeat((1 << 20) + 1))
		expect(await once(socket, 'close')).toContain(1009)
		expect(await clientOf(open()).runs.list()).toEqual([])
	})

	test.each(['{', 'hello', '[]', '{"i":"1","p":{"u":"/nothing"}}', '{"i":"1","p":{}}'])(
		'with nonsense in it (%s) does the lab no harm',
		async (nonsense) => {
			const reported = vi.spyOn(console, 'error').mockReturnValue()
			const socket = open()
			await once(socket, 'open')
			socket.send(nonsense)
			expect(await clientOf(open()).runs.list()).toEqual([])
			reported.mockRestore()
		}
	)

	test('ends with the door', async () => {
		const socket = open()
		await once(socket, 'open')
		const half = await connectRaw(door.port)
		const ended = [once(socket, 'close'), readToEnd(half)]
		await door.close()
		await Promise.all(ended)
		door = await openDoor()
	})
})
