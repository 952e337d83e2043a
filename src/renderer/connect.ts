import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { labContract } from '../shared/lab.ts'

/** Every procedure of the lab, typed, whichever door the page came through. */
export type LabClient = ContractRouterClient<typeof labContract>

/** One connection. When it breaks, every open call is rejected and every feed ends. */
export interface Line {
	client: LabClient
	hangUp: () => void
}

declare global {
	interface Window {
		/** Set by the preload in Electron's window; absent in a browser. */
		digitLab?: { door: 'desktop' }
	}
}

/** Opens a new line to the lab. It may fail later: the first call tells. This is the only place that knows the door. */
export const connect = (): Line => (window.digitLab?.door === 'desktop' ? throughPort() : throughSocket())

/** The preload hands the other end of the channel to the main process. */
function throughPort(): Line {
	const { port1, port2 } = new MessageChannel()
	const client: LabClient = createORPCClient(new PortLink({ port: port1 }))
	port1.start()
	window.postMessage('digit-lab:connect', location.origin, [port2])
	return { client, hangUp: () => port1.close() }
}

function throughSocket(): Line {
	const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
	const websocket = new WebSocket(`${scheme}//${location.host}/rpc`)
	const client: LabClient = createORPCClient(new SocketLink({ websocket }))
	return { client, hangUp: () => websocket.close() }
}
