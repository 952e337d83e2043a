import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Sends bytes as they stand, as no well-behaved client would, and gives everything that came back until the end. */
export async function sendRaw(port: number, text: string): Promise<string> {
	const socket = await connectRaw(port)
	socket.write(text)
	return readToEnd(socket)
}

export async function connectRaw(port: number): Promise<Socket> {
	const socket = connect(port, '127.0.0.1')
	await once(socket, 'connect')
	// a reset counts as an end: the server hangs up on those it refuses
	socket.on('error', () => socket.destroy())
	return socket
}

export async function readToEnd(socket: Socket): Promise<string> {
	let text = ''
	socket.setEncoding('utf8')
	socket.on('data', (chunk: string) => (text += chunk))
	await new Promise<void>((resolve) => socket.once('close', () => resolve()))
	return text
}

/** A request as a browser on our own page writes it, with any line replaced or, by null, left out. */
export function requestText(port: number, line: string, changes: Record<string, string | null> = {}): string {
	const headers: Record<string, string | null> = { Host: `127.0.0.1:${port}`, Connection: 'close', ...changes }
	const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
	return [line, ...lines, '', ''].join('\r\n')
}

export const statusOf = (answer: string) => Number(answer.split(' ', 2)[1])
