import type { Parcel } from './port.ts'

/**
 * What runs inside Chromium: these functions are sent there as text, so they use nothing but their arguments and what a
 * page has. The preload gets an isolated world of its own, as in Electron with contextIsolation.
 */

/** What the preload's world tells the main process. */
export type Told =
	| { kind: 'ipc'; channel: string; message: unknown; ports: number[] }
	| { kind: 'port'; port: number; parcel: Parcel }
	| { kind: 'closed'; port: number }

export const worldName = 'preload'
/** The name of the function that carries what the preload's world tells. */
export const bindingName = 'standInTell'

/** Runs in the page's own world before its scripts: takes what contextBridge exposes, as a frozen copy. */
function receiveExposed() {
	const take = (event: Event) => {
		const { name, value } = JSON.parse((event as CustomEvent<string>).detail) as { name: string; value: unknown }
		const frozen = typeof value === 'object' ? Object.freeze(value) : value
		Object.defineProperty(window, name, { value: frozen, enumerable: true })
	}
	document.addEventListener('stand-in:expose', take)
	document.addEventListener('stand-in:exposed', () => document.removeEventListener('stand-in:expose', take), {
		once: true
	})
}

/** Runs in the preload's world: all of Electron that a sandboxed preload can require here. */
function preloadWorld(tellMain: (text: string) => void) {
	const ports = new Map<number, MessagePort>()
	const tell = (told: Told) => tellMain(JSON.stringify(told))

	const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
	const pack = (data: unknown): Parcel => {
		if (typeof data === 'string') return { text: data }
		if (data instanceof ArrayBuffer) return { bytes: base64(new Uint8Array(data)), as: 'ArrayBuffer' }
		if (data instanceof Uint8Array) return { bytes: base64(data), as: 'Uint8Array' }
		throw new TypeError('The stand-in carries strings and bytes, which is all that oRPC sends.')
	}
	const unpack = (parcel: Parcel): unknown => {
		if ('text' in parcel) return parcel.text
		const bytes = Uint8Array.from(atob(parcel.bytes), (letter) => letter.charCodeAt(0))
		return parcel.as === 'Uint8Array' ? bytes : bytes.buffer
	}
	const carry = (port: MessagePort) => {
		const id = ports.size + 1
		ports.set(id, port)
		port.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
			tell({ kind: 'port', port: id, parcel: pack(data) })
		)
		port.addEventListener('close', () => tell({ kind: 'closed', port: id }))
		return id
	}

	const electron = {
		contextBridge: {
			exposeInMainWorld(name: string, value: unknown) {
				const detail = JSON.stringify({ name, value })
				document.dispatchEvent(new CustomEvent('stand-in:expose', { detail }))
			}
		},
		ipcRenderer: {
			postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
				const ids = transfer.map(carry)
				tell({ kind: 'ipc', channel, message, ports: ids })
				for (const port of transfer) port.start()
			}
		}
	}
	const require = (name: string) => {
		if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}.`)
		return electron
	}
	const deliver = (port: number, parcel: Parcel) => ports.get(port)?.postMessage(unpack(parcel))
	return { require, deliver }
}

/** The script for the page's own world. */
export const pageSource = `(${receiveExposed.toString()})()`

/** The script for the preload's world, with the built preload in it. Frames inside the page get none, as in Electron. */
export const preloadSource = (preload: string) => `if (window === window.top) {
	const world = (${preloadWorld.toString()})(globalThis.${bindingName})
	globalThis.standInDeliver = world.deliver
	;(function (require, module, exports) {${preload}
	})(world.require, { exports: {} }, {})
	document.dispatchEvent(new CustomEvent('stand-in:exposed'))
}`

/** The expression that hands a parcel to a port in the preload's world. */
export const deliverSource = (port: number, parcel: Parcel) => `standInDeliver(${port}, ${JSON.stringify(parcel)})`
