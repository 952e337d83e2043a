import { readFile } from 'node:fs/promises'
import type { CDPSession, Page } from 'playwright-core'
import { toElectron } from './addresses.ts'
import { ipcMain } from './ipc.ts'
import { PortMain } from './port.ts'
import { bindingName, deliverSource, pageSource, preloadSource, worldName, type Told } from './worlds.ts'

/** Gives the page its preload, and joins the ports that come out of it to ports in this process. */
export async function bridge(page: Page, preload: string | undefined) {
	const session = await page.context().newCDPSession(page)
	await session.send('Page.enable')
	await session.send('Runtime.enable')
	const source = preload ? await readFile(preload, 'utf8') : ''
	await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageSource })
	await session.send('Page.addScriptToEvaluateOnNewDocument', { source: preloadSource(source), worldName })
	await session.send('Runtime.addBinding', { name: bindingName, executionContextName: worldName })

	/** By world, then by the port's number in it. */
	const ports = new Map<number, Map<number, PortMain>>()
	session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
		if (name !== bindingName) return
		const told = JSON.parse(payload) as Told
		const here = ports.get(executionContextId) ?? new Map<number, PortMain>()
		ports.set(executionContextId, here)
		switch (told.kind) {
			case 'ipc': {
				const given = told.ports.map((port) => {
					const main = newPort(session, executionContextId, port)
					here.set(port, main)
					return main
				})
				const senderFrame = { url: toElectron(page.url()), parent: null }
				ipcMain.emit(told.channel, { senderFrame, ports: given }, told.message)
				return
			}
			case 'port':
				return here.get(told.port)?.receive(told.parcel)
			case 'closed':
				return here.get(told.port)?.close()
		}
	})
	const end = (world: number) => {
		for (const port of ports.get(world)?.values() ?? []) port.close()
		ports.delete(world)
	}
	session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => end(executionContextId))
	session.on('Runtime.executionContextsCleared', () => [...ports.keys()].forEach(end))
	page.on('close', () => [...ports.keys()].forEach(end))
}

function newPort(session: CDPSession, contextId: number, port: number): PortMain {
	return new PortMain((parcel) => {
		// a world that is gone by now hears nothing; its port is closed with it
		session.send('Runtime.evaluate', { contextId, expression: deliverSource(port, parcel) }).catch(() => undefined)
	})
}
