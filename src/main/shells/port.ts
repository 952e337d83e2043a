import type { WebSocket } from 'ws'

/** The part of Electron's MessagePortMain that carries calls. */
export interface Port {
	on(event: 'message', listener: (event: { data: unknown }) => void): unknown
	on(event: 'close', listener: () => void): unknown
	postMessage(message: unknown): void
}

/**
 * A port in the shape of a WebSocket, for oRPC's WebSocket handler; both carry the same strings and bytes. oRPC's own
 * handler for ports leaves a message it cannot read as a rejection nobody hears, which would end the program; the one
 * for WebSockets reports it and goes on.
 */
export function asSocket(port: Port): Pick<WebSocket, 'addEventListener' | 'send'> {
	const addEventListener = (event: string, listener: (event?: { data: unknown }) => void) => {
		if (event === 'message') port.on('message', listener)
		else if (event === 'close') port.on('close', () => listener())
	}
	const send = (message: unknown) => port.postMessage(message)
	return { addEventListener, send } as Pick<WebSocket, 'addEventListener' | 'send'>
}
