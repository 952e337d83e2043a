import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toElectron } from './addresses.ts'
import { records } from './records.ts'

/**
 * Answers what a page saves with `<a download>`: Electron asks the scheme's handler for it as for everything else and no
 * navigation begins, but the test's hand on the page does not reach such requests, so they come here, over loopback.
 */
export async function serveDownloads(): Promise<{ port: number; close: () => void }> {
	const server = createServer((request, response) => void send(request, response))
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	const close = () => {
		server.close()
		server.closeAllConnections()
	}
	return { port: (server.address() as AddressInfo).port, close }
}

async function send({ url = '/', headers }: IncomingMessage, response: ServerResponse) {
	const address = toElectron(`http://${headers.host}${url}`)
	const handler = records.protocols.get(address.slice(0, address.indexOf(':')))
	if (!handler) {
		records.leaks.push(address)
		response.destroy()
		return
	}
	const answer = await handler(new Request(address))
	response.writeHead(answer.status, Object.fromEntries(answer.headers))
	response.end(Buffer.from(await answer.arrayBuffer()))
}
