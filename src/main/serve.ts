import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RPCHandler } from '@orpc/server/ws'
import { LabProblem } from '../shared/problems.ts'
import type { Lab } from './lab.ts'
import { answerBytes } from './shells/bytes.ts'
import { openHttp } from './shells/http.ts'
import { openPage } from './shells/page.ts'
import { isDeveloping } from './world.ts'

export interface ServeOptions {
	/** 0 takes any free one. */
	port: number
	/** Whether to show the page in the system's browser, where there is a display. */
	open: boolean
	/** Gets each line that a person should read. */
	say: (line: string) => void
}

export interface Served {
	/** With the one-time key in it: whoever opens it first is let in. */
	address: string
	/** Ends every connection; the lab itself stays open. */
	close(): Promise<void>
}

/**
 * The `serve` door: the page over HTTP on this machine, the calls over a WebSocket.
 * @throws LabProblem when the port is taken or the page has not been built
 */
export async function serve(lab: Pick<Lab, 'router' | 'bytes'>, { port, open, say }: ServeOptions): Promise<Served> {
	const answer = answerBytes(lab.bytes, await openPage(builtPage(), isDeveloping()))
	const rpc = new RPCHandler(lab.router)
	const secret = () => randomBytes(32).toString('base64url')
	const key = secret()
	const door = await openHttp({
		port,
		key,
		session: secret(),
		answer,
		onSocket: (socket) => void rpc.upgrade(socket)
	})
	const address = `http://127.0.0.1:${door.port}/?key=${key}`
	say(`The lab is open at ${address}`)
	if (open) showInBrowser(address)
	return { address, close: () => door.close() }
}

/** Beside package.json, wherever in the build this file has landed. */
function builtPage(): string {
	let folder = import.meta.dirname
	while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
	const page = join(folder, 'out', 'renderer')
	if (!existsSync(join(page, 'index.html')))
		throw new LabProblem('NOT_NOW', 'The page has not been built yet: run "npm run build" first.')
	return page
}

/** A browser that does not come is no problem: the address has been printed. */
function showInBrowser(address: string) {
	const { platform, env } = process
	if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return
	const [command, ...before] =
		platform === 'darwin' ? ['open'] : platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
	if (!command) return
	const browser = spawn(command, [...before, address], { detached: true, stdio: 'ignore' })
	browser.on('error', () => browser.unref())
	browser.unref()
}
