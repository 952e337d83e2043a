import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { plainPage } from '../../src/main/shells/page.ts'
import { openDoor, type TestDoor } from './door.ts'
import { connectRaw, readToEnd, statusOf } from './raw.ts'

let door: TestDoor
beforeEach(async () => {
	door = await openDoor()
})
afterEach(() => door.close())

describe('the server', () => {
	test('holds 64 connections and drops the rest of a thousand', async () => {
		const sockets = await Promise.all(Array.from({ length: 1000 }, () => connectRaw(door.port)))
		for (const socket of sockets) socket.resume()
		const held = () => sockets.filter((socket) => !socket.closed).length
		await expect.poll(held, { timeout: 5000 }).toBeLessThanOrEqual(64)
		expect(held()).toBeGreaterThan(0)
		for (const socket of sockets) socket.destroy()
		await expect
			.poll(async () => (await door.visit('/', { cookie: door.cookie }).catch(() => null))?.status, { timeout: 5000 })
			.toBe(200)
	})

	test('hangs up on a client that takes more than ten seconds over its headers', async () => {
		const socket = await connectRaw(door.port)
		socket.write('GET / HTTP/1.1\r\nHost: ')
		const began = performance.now()
		expect(statusOf(await readToEnd(socket))).toBe(408)
		expect(performance.now() - began).toBeLessThan(15_000)
	}, 20_000)

	test('keeps no place for strangers who send their file byte by byte, or do not go when they are refused', async () => {
		const { host, origin } = { host: `127.0.0.1:${door.port}`, origin: `http://127.0.0.1:${door.port}` }
		const file = [
			'POST /runs/import HTTP/1.1',
			`Host: ${host}`,
			`Origin: ${origin}`,
			'Content-Length: 1000000',
			'',
			'x'
		]
		const socket = ['GET /rpc HTTP/1.1', `Host: ${host}`, 'Connection: Upgrade', 'Upgrade: websocket', '', '']
		const strangers = Array.from({ length: 64 }, (_, at) => {
			const stranger = connect({ port: door.port, host: '127.0.0.1', allowHalfOpen: true })
			stranger.on('error', () => undefined)
			stranger.resume().write((at % 2 ? file : socket).join('\r\n'))
			return stranger
		})
		const visit = async () => (await door.visit('/', { cookie: door.cookie }).catch(() => null))?.status
		await expect.poll(visit, { timeout: 5000 }).toBe(200)
		for (const stranger of strangers) stranger.destroy()
	})

	test('cuts off who falls silent, but not who waits for an answer that takes longer', async () => {
		const silence = 300
		const answer = async ({ url }: Request) => {
			await setTimeout(3 * silence)
			return plainPage(new URL(url), 200, 'late')
		}
		const slow = await openDoor({ silence, answer })
		onTestFinished(() => slow.close())
		const late = await slow.visit('/backup', { cookie: slow.cookie })
		expect([late.status, await late.text()]).toEqual([200, expect.stringContaining('late')])
		const socket = await connectRaw(slow.port)
		const [host, origin] = [`127.0.0.1:${slow.port}`, `http://127.0.0.1:${slow.port}`]
		const head = [`POST /runs/import HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, `Cookie: ${slow.cookie}`]
		socket.write([...head, 'Content-Length: 1000', '', 'x'].join('\r\n'))
		const began = performance.now()
		await readToEnd(socket)
		expect(performance.now() - began).toBeLessThan(10 * silence)
	})

	test('throws away what was made for somebody who has left in the meantime', async () => {
		let [asked, cancelled] = [false, false]
		const leave = new AbortController()
		const answer = async () => {
			asked = true
			await once(leave.signal, 'abort')
			await setTimeout(100)
			return new Response(new ReadableStream({ cancel: () => void (cancelled = true) }))
		}
		const slow = await openDoor({ answer })
		onTestFinished(() => slow.close())
		const url = `http://127.0.0.1:${slow.port}/backup`
		const waiting = fetch(url, { headers: { cookie: slow.cookie }, signal: leave.signal }).catch(() => null)
		await expect.poll(() => asked).toBe(true)
		leave.abort()
		await waiting
		await expect.poll(() => cancelled).toBe(true)
	})

	test('says in a sentence that its port is taken', async () => {
		const other = createServer().listen(0, '127.0.0.1')
		await once(other, 'listening')
		const { port } = other.address() as AddressInfo
		const taken = openDoor({ port })
		await expect(taken).rejects.toThrow(`Port ${port} is taken by another program`)
		other.close()
	})

	test('ends at once, open connections too', async () => {
		const idle = await connectRaw(door.port)
		const ended = readToEnd(idle)
		await door.close()
		await ended
		await expect(door.visit('/', { cookie: door.cookie })).rejects.toThrow()
		door = await openDoor()
	})
})
