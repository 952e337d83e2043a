import { once } from 'node:events'
import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable, type Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { LabProblem } from '../../shared/problems.ts'
import { newGuard, type Secrets, type Verdict } from './guard.ts'
import { plainPage, securityHeaders, type AnswerPage } from './page.ts'

export interface HttpOptions extends Secrets {
	answer: AnswerPage
	/** Gets every WebSocket that was let in. */
	onSocket: (socket: WebSocket) => void
	/** How long the other side may say and take nothing, in ms. */
	silence?: number
}

export interface HttpDoor {
	/** The one that was asked for, or the free one that was found for 0. */
	port: number
	/** Ends every connection, open WebSockets too. */
	close(): Promise<void>
}

/** One page needs a handful of connections; whoever holds more is not one. */
const maxConnections = 64

/**
 * Serves the page and its WebSocket on this machine alone (127.0.0.1).
 * @throws LabProblem when the port cannot be had
 */
export async function openHttp({
	port: wanted,
	key,
	session,
	answer,
	onSocket,
	silence = 30_000
}: HttpOptions): Promise<HttpDoor> {
	const server = createServer({
		headersTimeout: 10_000,
		// a run of hundreds of megabytes may come from a slow drive; who sends nothing for long is cut off below
		requestTimeout: 0,
		connectionsCheckingInterval: 2_000,
		keepAliveTimeout: 5_000
	})
	server.maxConnections = maxConnections
	server.timeout = silence
	server.listen(wanted, '127.0.0.1')
	try {
		await once(server, 'listening')
	} catch (error) {
		throw portProblem(error, wanted) ?? error
	}
	const { port } = server.address() as AddressInfo
	const guard = newGuard({ port, key, session })
	const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 })

	function onRequest(request: IncomingMessage, response: ServerResponse) {
		const verdict = guard.request(request)
		const ready = verdict.kind === 'welcome' ? answer(asRequest(request, verdict.address)) : turnAway(verdict)
		// who has said everything may wait for as long as the answer takes: the copy of a large history, a long report
		const wait = () => response.setTimeout(0)
		if (request.method === 'POST') request.once('end', wait)
		else wait()
		void Promise.resolve(ready).then((page) => {
			response.setTimeout(silence)
			return send(page, response)
		})
	}
	server.on('request', onRequest)
	// a client that asks before it sends its body is answered before it does
	server.on('checkContinue', onRequest)
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		// a connection that breaks is its other end's affair
		socket.on('error', () => socket.destroy())
		const verdict = guard.upgrade(request)
		if (verdict.kind !== 'welcome') {
			refuseSocket(verdict, socket)
			return
		}
		sockets.handleUpgrade(request, socket, head, (webSocket) => {
			// 'close' follows, and with it everything that was asked through this socket ends
			webSocket.on('error', () => webSocket.terminate())
			onSocket(webSocket)
		})
	})

	return {
		port,
		async close() {
			const closed = once(server, 'close')
			server.close()
			for (const socket of sockets.clients) socket.terminate()
			server.closeAllConnections()
			await closed
		}
	}
}

/** Only the address, the method and what is posted: what else a browser sends is no matter of the page's. */
function asRequest(request: IncomingMessage, address: URL): Request {
	const { method = 'GET' } = request
	if (method !== 'POST') return new Request(address, { method })
	const body = Readable.toWeb(request) as ReadableStream<Uint8Array>
	return new Request(address, { method, body, duplex: 'half' } as RequestInit)
}

function turnAway(verdict: Exclude<Verdict, { kind: 'welcome' }>): Response {
	const { address } = verdict
	if (verdict.kind === 'refused') {
		const page = plainPage(address, verdict.status, verdict.sentence)
		// what it still wants to send is not read, and whoever sends it slowly holds no place
		page.headers.set('connection', 'close')
		return page
	}
	const headers = new Headers({ ...securityHeaders(address), location: '/', 'cache-control': 'no-store' })
	if (verdict.cookie) headers.set('set-cookie', verdict.cookie)
	return new Response(null, { status: 303, headers })
}

async function send(page: Response, response: ServerResponse): Promise<void> {
	// what was made for somebody who has left in the meantime is thrown away
	if (response.destroyed) return page.body?.cancel()
	response.writeHead(page.status, Object.fromEntries(page.headers))
	// who leaves in the middle gets no more; that is no fault of ours
	await pipeline(Readable.from(page.body ?? []), response).catch(() => response.destroy())
}

function refuseSocket(verdict: Verdict, socket: Duplex) {
	const status = verdict.kind === 'refused' ? verdict.status : 400
	const sentence = verdict.kind === 'refused' ? verdict.sentence : ''
	const head = [
		`HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
		'Connection: close',
		'Content-Type: text/plain; charset=utf-8'
	]
	const length = `Content-Length: ${Buffer.byteLength(sentence)}`
	// not left open until the other side ends it, too: that side is a stranger
	socket.end([...head, length, '', sentence].join('\r\n'), () => socket.destroy())
}

function portProblem(error: unknown, port: number): LabProblem | null {
	const code = error instanceof Error && 'code' in error ? error.code : null
	if (code === 'EADDRINUSE')
		return new LabProblem('NOT_NOW', `Port ${port} is taken by another program: choose another, or 0 for any free one.`)
	if (code === 'EACCES')
		return new LabProblem('NOT_NOW', `Port ${port} needs the system's permission: choose one from 1024 to 65535.`)
	return null
}
