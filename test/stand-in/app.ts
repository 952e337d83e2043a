import { EventEmitter } from 'node:events'
import type { AboutPanelOptionsOptions, App } from 'electron'
import { refusable } from './events.ts'
import { records } from './records.ts'
import { BrowserWindow } from './window.ts'

/** The life of the program, in the order Electron documents for `app.quit`. */
class StandInApp
	extends EventEmitter
	implements
		Pick<
			App,
			'whenReady' | 'quit' | 'exit' | 'requestSingleInstanceLock' | 'isReady' | 'isPackaged' | 'setAboutPanelOptions'
		>
{
	readonly isPackaged = false
	#ready = false
	#quitting = false

	isReady() {
		return this.#ready
	}

	async whenReady() {
		// the entry file has run to its end by then, as in Electron
		await new Promise((resolve) => setImmediate(resolve))
		this.#ready = true
	}

	setAboutPanelOptions(options: AboutPanelOptionsOptions) {
		records.about = options
	}

	/** A test says that another program has it already. */
	requestSingleInstanceLock() {
		return process.env['STAND_IN_LOCK'] !== 'taken'
	}

	quit() {
		void this.#quit()
	}

	exit(code = 0) {
		void BrowserWindow.closeBrowser().finally(() => process.exit(code))
	}

	async #quit() {
		if (this.#quitting) return
		this.#quitting = true
		try {
			if (this.#refused('before-quit')) return
			await Promise.all(BrowserWindow.getAllWindows().map((window) => window.end()))
			if (this.#refused('will-quit')) return
		} finally {
			this.#quitting = false
		}
		this.emit('quit', {}, 0)
		this.exit(0)
	}

	#refused(name: string): boolean {
		const event = refusable({})
		this.emit(name, event)
		return event.defaultPrevented
	}
}

export const app = new StandInApp()

BrowserWindow.whenCreated = (contents) => app.emit('web-contents-created', {}, contents)
BrowserWindow.whenAllClosed = () => app.emit('window-all-closed')
