import { addresses } from '../../shared/bytes.ts'
import type { DataSetRow } from '../../shared/dataset.ts'
import type { DataPreview, ImportSettings } from '../../shared/importing.ts'
import type { LabEvent } from '../../shared/runs.ts'
import type { LabClient } from '../connect.ts'
import { fetchBytes } from './bytes.ts'
import type { Found } from './picture-files.ts'
import { saidBy } from './said.ts'
import { sendFiles } from './send-files.ts'

/** Where a data set that is brought stands. */
export type Bringing =
	{ stage: 'none' } | { stage: 'underway'; share: number; doing: string } | { stage: 'refused' } | { stage: 'read' }

const asItIs: ImportSettings = { size: null, transpose: 'auto' }

/** The data sets there are, and the one that is being brought. */
export class DataSets {
	list = $state.raw<DataSetRow[]>([])
	bringing = $state.raw<Bringing>({ stage: 'none' })
	preview = $state.raw<DataPreview | null>(null)
	/** Of the preview's examples, one after another. */
	pixels = $state.raw<Uint8Array | null>(null)
	/** How it was read. */
	settings = $state.raw<ImportSettings>(asItIs)
	problem = $state<string | null>(null)

	#ask: () => LabClient
	#incoming = ''
	#sending = new AbortController()

	constructor(ask: () => LabClient) {
		this.#ask = ask
	}

	async reread(): Promise<void> {
		this.list = await this.#ask().data.sets()
	}

	take(event: LabEvent): void {
		if (event.kind === 'data') void this.reread().catch(console.info)
		if (event.kind !== 'import' || event.progress.incoming !== this.#incoming) return
		if (this.bringing.stage !== 'underway') return
		const { share, doing } = event.progress
		// sending was the first half
		this.bringing = { stage: 'underway', share: 0.5 + share / 2, doing }
	}

	/** Sends files to the lab and has them read; what was brought before is let go. */
	async bring(files: readonly Found[]): Promise<void> {
		await this.discard()
		if (files.length === 0) return
		this.#incoming = crypto.randomUUID()
		this.#sending = new AbortController()
		const { signal } = this.#sending
		this.bringing = { stage: 'underway', share: 0, doing: 'sending the files' }
		await this.#attempt(async () => {
			const sent = (share: number) => {
				this.bringing = { stage: 'underway', share: share / 2, doing: 'sending the files' }
			}
			await sendFiles(this.#incoming, files, sent, signal)
			await this.#read()
		}, signal)
	}

	/** Reads what was brought anew, pictures fitted into another size or turned; what was read before is seen until then. */
	async again(change: Partial<ImportSettings>): Promise<void> {
		this.settings = { ...this.settings, ...change }
		this.bringing = { stage: 'underway', share: 0.5, doing: 'reading' }
		await this.#attempt(() => this.#read(), this.#sending.signal)
	}

	/** Keeps what was read; null when that was refused. */
	async keep(name: string, classes: string[]): Promise<DataSetRow | null> {
		this.problem = null
		try {
			const set = await this.#ask().data.import({ incoming: this.#incoming, name, classes })
			this.#letGo()
			await this.reread()
			return set
		} catch (error) {
			this.problem = saidBy(error).sentence
			return null
		}
	}

	/** Stops whatever is on its way, and lets go of it. */
	async discard(): Promise<void> {
		const incoming = this.#incoming
		this.#sending.abort()
		this.#letGo()
		this.problem = null
		if (incoming) await this.#ask().data.discard({ incoming })
	}

	rename = (set: string, name: string) => this.#change(() => this.#ask().data.rename({ set, name }))
	remove = (set: string) => this.#change(() => this.#ask().data.remove({ set }))

	async #change(deed: () => Promise<unknown>): Promise<void> {
		this.problem = null
		try {
			await deed()
			await this.reread()
		} catch (error) {
			this.problem = saidBy(error).sentence
		}
	}

	async #read(): Promise<void> {
		const incoming = this.#incoming
		const { settings } = this
		const preview = await this.#ask().data.preview({ incoming, settings })
		const pixels = new Uint8Array(await fetchBytes(addresses.examples(incoming)))
		if (incoming !== this.#incoming || settings !== this.settings) return
		this.preview = preview
		this.pixels = pixels
		this.bringing = { stage: 'read' }
	}

	async #attempt(deed: () => Promise<void>, signal: AbortSignal): Promise<void> {
		this.problem = null
		const { settings } = this
		try {
			await deed()
		} catch (error) {
			// whoever stopped it, or had it read otherwise meanwhile, knows
			if (signal.aborted || settings !== this.settings) return
			this.problem = saidBy(error).sentence
			this.bringing = { stage: 'refused' }
			this.preview = null
		}
	}

	#letGo(): void {
		this.#incoming = ''
		this.settings = asItIs
		this.bringing = { stage: 'none' }
		this.preview = null
		this.pixels = null
	}
}
