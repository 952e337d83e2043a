import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asSocket, type Port } from '../../src/main/shells/port.ts'
import { labContract } from '../../src/shared/lab.ts'
import type { LabEvent } from '../../src/shared/runs.ts'

const lab = implement(labContract)
let watching = 0
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

/** Node's port as Electron's main process would have it: its messages are events that carry `data`. */
function portLike(port: MessageChannel['port1']): Port {
	return {
		on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
			port.on(event, (data: unknown) => listener({ data })),
		postMessage: (message) => port.postMessage(message)
	}
}

let channel: MessageChannel
let client: Pick<ContractRouterClient<typeof labContract>, 'runs' | 'watch'>
beforeEach(async () => {
	channel = new MessageChannel()
	await new RPCHandler(router).upgrade(asSocket(portLike(channel.port1)))
	client = createORPCClient(new RPCLink({ port: channel.port2 }))
})
afterEach(() => channel.port2.close())

test('a port carries calls and feeds', async () => {
	expect(await client.runs.list()).toEqual([])
	const feed = await client.watch()
	expect(await feed.next()).toMatchObject({ value: { kind: 'removed', run: 1 } })
	await feed.return(undefined)
	await expect.poll(() => watching).toBe(0)
})

test('a port ends what was asked through it when it closes', async () => {
	const feed = await client.watch()
	await feed.next()
	expect(watching).toBe(1)
	const closed = once(channel.port1, 'close')
	channel.port2.close()
	await closed
	await expect.poll(() => watching).toBe(0)
})

test('a port goes on after messages it cannot read, and each is reported', async () => {
	const reported = vi.spyOn(console, 'error').mockReturnValue()
	for (const nonsense of ['{', 'hello', null, 7, {}, new Uint8Array([255, 255])]) channel.port2.postMessage(nonsense)
	expect(await client.runs.list()).toEqual([])
	await expect.poll(() => reported.mock.calls.length).toBe(6)
	reported.mockRestore()
})
