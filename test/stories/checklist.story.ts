import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { built, root } from './place.ts'

const isConnect = (directive: string) => directive.startsWith('connect-src')

/**
 * What Electron's security checklist (electronjs.org/docs/latest/tutorial/security) asks of the code itself, held against
 * the built bundles. What it asks of a window that is open is in desktop.story.ts, of the packed program in package.story.ts.
 */
describe("Electron's security checklist, in the built bundles", () => {
	let [desktop, preload, page, html] = ['', '', '', '']
	beforeAll(async () => {
		desktop = await readFile(built('main/desktop.js'), 'utf8')
		preload = await readFile(built('preload/preload.cjs'), 'utf8')
		html = await readFile(built('renderer/index.html'), 'utf8')
		const assets = built('renderer/assets')
		const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'))
		page = (await Promise.all(scripts.map((name) => readFile(join(assets, name), 'utf8')))).join('\n')
		expect(page.length).toBeGreaterThan(100_000)
	})

	test('1, 15, 18: no page but our own scheme’s is loaded, nothing from http: or file:', () => {
		expect([...desktop.matchAll(/loadURL\(([^()]*)\)|loadFile/g)].map(([, address]) => address)).toEqual([
			'home + address',
			'home'
		])
		expect(desktop).toContain('lab://app/')
		expect(desktop).not.toMatch(/["'`](https?|file):\/\//)
	})

	test('2 to 4, 6, 8 to 10: nothing that loosens the window', () => {
		expect(desktop).toMatch(/nodeIntegration: ?(false|!1)/)
		for (const name of ['contextIsolation', 'sandbox', 'webSecurity'])
			expect(desktop).toMatch(new RegExp(`${name}: ?(true|!0)`))
		expect(desktop).not.toMatch(
			/nodeIntegration(In\w+)?: ?(true|!0)|(contextIsolation|sandbox|webSecurity): ?(false|!1)|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|disable-web-security|no-sandbox|ignore-certificate-errors|certificate-error/
		)
	})

	test('7: the page brings a policy of its own that takes no script but ours, no eval, no inline styles', () => {
		const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1]?.split('; ') ?? []
		expect(policy).toEqual(
			expect.arrayContaining([`default-src 'none'`, `script-src 'self'`, `style-src 'self'`, `base-uri 'none'`])
		)
		// the served page's header names its own WebSocket alone, see shells/page.ts
		const [connect, others] = [policy.filter(isConnect), policy.filter((one) => !isConnect(one))]
		expect(connect).toEqual([`connect-src 'self' ws://127.0.0.1:* ws://localhost:*`])
		expect(others.join()).not.toMatch(/unsafe|\*|https?:/)
		// nothing in it needs to be let through
		expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=/)
	})

	test('11, 13, 14: no <webview>, and every way out of the page is asked about', () => {
		for (const way of ['will-frame-navigate', 'will-attach-webview', 'setWindowOpenHandler'])
			expect(desktop).toContain(way)
		expect(`${html}${page}`).not.toMatch(/<webview/)
	})

	test('15: nothing is handed to the system to open, and no code is run in a page from outside', () => {
		expect(desktop).not.toMatch(/openExternal|openPath|executeJavaScript|insertCSS/)
	})

	test('16: the Electron that is pinned is one version, exactly', async () => {
		const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
			devDependencies: Record<string, string>
		}
		expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
	})

	test('17, 20: one channel, checked by who asks; the preload gives the page a word and no function', () => {
		expect([...desktop.matchAll(/ipcMain\.(\w+)\(["'`]([^"'`]*)/g)].map(([, kind, name]) => `${kind} ${name}`)).toEqual(
			['on digit-lab:connect']
		)
		expect(desktop).toMatch(/senderFrame/)
		expect([...preload.matchAll(/exposeInMainWorld\(["'`](\w+)["'`], ?(\{[^}]*\})/g)].map(([, name]) => name)).toEqual([
			'digitLab'
		])
		expect(preload).not.toMatch(/exposeInMainWorld\([^)]*(=>|function|ipcRenderer)/)
	})

	test('the page writes nobody’s words as HTML', () => {
		// Svelte's own templates are made from what the build wrote; a {@html …} would add a second way
		const places = [...page.matchAll(/insertAdjacentHTML|outerHTML\s*=|document\.write/g)].map(([found]) => found)
		expect(places).toEqual([])
		expect(page.match(/\.innerHTML\s*=/g)?.length).toBe(1)
	})
})
