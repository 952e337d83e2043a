import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { openChromium, type Chromium } from './chromium.ts'
import { records } from './records.ts'

/** The page's side that the program can confine. */
export class WebContents extends EventEmitter implements Pick<Electron.WebContents, 'setWindowOpenHandler'> {
	#whenOpening: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] = () => ({ action: 'allow' })

	setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]) {
		this.#whenOpening = handler
	}

	/** What the program says to a window that the page wants to open. */
	decideOpening(url: string) {
		const details = { url, frameName: '', features: '', disposition: 'foreground-tab', referrer: {} }
		return this.#whenOpening(details as Electron.HandlerDetails).action
	}
}

/** One window, which is one Chromium. */
export class BrowserWindow
	extends EventEmitter
	implements
		Pick<
			Electron.BrowserWindow,
			'loadURL' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'isDestroyed' | 'close' | 'isVisible'
		>
{
	static whenCreated: (contents: WebContents) => void = () => undefined
	static whenAllClosed: () => void = () => undefined
	static #all: BrowserWindow[] = []
	static getAllWindows() {
		return [...BrowserWindow.#all]
	}
	static async closeBrowser() {
		await Promise.all(BrowserWindow.#all.map((window) => window.#chromium.then((chromium) => chromium.close())))
	}

	readonly webContents = new WebContents()
	readonly #chromium: Promise<Chromium>
	#visible: boolean
	#destroyed = false

	constructor(options: Electron.BrowserWindowConstructorOptions) {
		super()
		records.window = options
		this.#visible = options.show ?? true
		this.#chromium = openChromium(options, this.webContents, () => this.close())
		BrowserWindow.#all.push(this)
		BrowserWindow.whenCreated(this.webContents)
	}

	async loadURL(address: string) {
		const chromium = await this.#chromium
		await chromium.load(address)
		this.emit('ready-to-show')
	}

	show() {
		this.#visible = true
	}
	isVisible() {
		return this.#visible
	}
	focus() {
		records.focused++
		this.emit('focus')
	}
	restore() {
		this.emit('restore')
	}
	isMinimized() {
		return false
	}
	isDestroyed() {
		return this.#destroyed
	}

	/** As when a person closes it. */
	close() {
		void this.end().then(() => {
			if (BrowserWindow.#all.length === 0) BrowserWindow.whenAllClosed()
		})
	}

	async end() {
		if (this.#destroyed) return
		this.#destroyed = true
		const chromium = await this.#chromium
		await chromium.close()
		BrowserWindow.#all = BrowserWindow.#all.filter((window) => window !== this)
		this.emit('closed')
	}
}
