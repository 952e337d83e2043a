import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions } from 'electron'
import { chromium, type Page, type Route } from 'playwright-core'
import { chromiumFlags } from './chromium-flags.ts'
import { theirHost, toChromium, toElectron } from './addresses.ts'
import { refusable } from './events.ts'
import { bridge } from './bridge.ts'
import { serveDownloads } from './downloads.ts'
import { records, tellTest } from './records.ts'
import type { WebContents } from './window.ts'

/** The browser behind a window. */
export interface Chromium {
	load(address: string): Promise<void>
	close(): Promise<void>
}

/**
 * Starts a Chromium with one page that can reach nothing but the program's own protocol handlers; `whenClosed` hears when
 * somebody else closes it. Its profile lies where the command line says, as Electron's does.
 */
export async function openChromium(
	options: BrowserWindowConstructorOptions,
	contents: WebContents,
	whenClosed: () => void
): Promise<Chromium> {
	const asked = process.argv.find((argument) => argument.startsWith('--user-data-dir='))?.split('=')[1]
	const folder = asked ?? (await mkdtemp(join(tmpdir(), 'stand-in-')))
	const downloads = await serveDownloads()
	const hosts = `MAP ${theirHost} 127.0.0.1:${downloads.port}, MAP * ~NOTFOUND`
	const executablePath = process.env['DIGIT_LAB_BROWSER'] ?? ''
	const context = await chromium.launchPersistentContext(folder, {
		executablePath,
		viewport: { width: options.width ?? 800, height: options.height ?? 600 },
		// the test connects to the same browser from its own process; nothing but what is answered here can be reached
		args: [...chromiumFlags, '--remote-debugging-port=0', `--host-resolver-rules=${hosts}`]
	})
	context.on('close', whenClosed)
	const page = context.pages()[0] ?? (await context.newPage())
	let loading = ''
	await page.route('**/*', (route) => answer(route, page, contents, () => loading))
	await decideWindows(page, contents)
	await bridge(page, options.webPreferences?.preload)
	return {
		async load(address) {
			const isFirst = loading === ''
			loading = address
			await page.goto(toChromium(address))
			if (!isFirst) return
			const [port] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8')).split('\n')
			tellTest({ kind: 'window', endpoint: `http://127.0.0.1:${port}` })
		},
		async close() {
			await context.close()
			downloads.close()
			if (!asked) await rm(folder, { recursive: true, force: true })
		}
	}
}

async function answer(route: Route, page: Page, contents: WebContents, loading: () => string) {
	const request = route.request()
	const address = toElectron(request.url())
	if (request.isNavigationRequest() && address !== loading()) {
		const isMainFrame = request.frame() === page.mainFrame()
		const event = refusable({ url: address, isMainFrame, isSameDocument: false })
		contents.emit('will-frame-navigate', event)
		records.navigations.push({ address, allowed: !event.defaultPrevented })
		if (event.defaultPrevented) return route.abort('aborted')
	}
	const scheme = address.slice(0, address.indexOf(':'))
	const handler = records.protocols.get(scheme)
	if (!handler) {
		records.leaks.push(address)
		return route.abort('internetdisconnected')
	}
	const headers = request.headers()
	const sent = request.postDataBuffer()
	const init = { method: request.method(), headers, ...(sent && { body: new Uint8Array(sent) }) }
	const response = await handler(new Request(address, init))
	const body = Buffer.from(await response.arrayBuffer())
	await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body })
}

/** Electron asks before a window opens; here it has opened already, reaches nobody, and is closed when the answer is no. */
async function decideWindows(page: Page, contents: WebContents) {
	const session = await page.context().newCDPSession(page)
	await session.send('Page.enable')
	session.on('Page.windowOpen', ({ url }) => {
		const address = toElectron(url)
		records.opened.push({ address, action: contents.decideOpening(address) })
	})
	page.context().on('page', (popup) => {
		if (records.opened.at(-1)?.action === 'deny') void popup.close()
	})
}
