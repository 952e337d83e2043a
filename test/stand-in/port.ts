import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'

/** What oRPC sends through a port, in a form that a debugging connection carries. */
export type Parcel = { text: string } | { bytes: string; as: 'ArrayBuffer' | 'Uint8Array' }

/** The main process's end of a port, as Electron has it: silent until started, and able to transfer ports alone. */
export class PortMain extends EventEmitter implements Pick<MessagePortMain, 'close' | 'postMessage' | 'start'> {
	started = false
	#waiting: unknown[] = []
	#open = true
	readonly #send: (parcel: Parcel) => void

	constructor(send: (parcel: Parcel) => void) {
		super()
		this.#send = send
	}

	start() {
		this.started = true
		for (const data of this.#waiting.splice(0)) this.emit('message', { data, ports: [] })
	}

	postMessage(message: unknown, transfer: readonly unknown[] = []) {
		const strange = transfer.findIndex((item) => !(item instanceof PortMain))
		if (strange >= 0) throw new TypeError(`Port at index ${strange} is not a valid port`)
		if (transfer.length > 0) throw new Error('The stand-in has no use yet for ports sent to the page.')
		const parcel = pack(structuredClone(message))
		if (this.#open) this.#send(parcel)
	}

	close() {
		if (!this.#open) return
		this.#open = false
		this.emit('close')
	}

	/** A message has come from the page. */
	receive(parcel: Parcel) {
		const data = unpack(parcel)
		if (this.started) this.emit('message', { data, ports: [] })
		else this.#waiting.push(data)
	}
}

function pack(message: unknown): Parcel {
	if (typeof message === 'string') return { text: message }
	if (message instanceof Uint8Array) return { bytes: Buffer.from(message).toString('base64'), as: 'Uint8Array' }
	if (message instanceof ArrayBuffer) return { bytes: Buffer.from(message).toString('base64'), as: 'ArrayBuffer' }
	throw new TypeError('The stand-in carries strings and bytes, which is all that oRPC sends.')
}

function unpack(parcel: Parcel): unknown {
	if ('text' in parcel) return parcel.text
	const bytes = new Uint8Array(Buffer.from(parcel.bytes, 'base64'))
	return parcel.as === 'Uint8Array' ? bytes : bytes.buffer
}
