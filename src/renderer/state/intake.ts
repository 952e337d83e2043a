import type { Answerers } from './answerers.svelte.ts'
import type { Arrival } from './arrival.svelte.ts'
import type { Bringing } from './bringing.svelte.ts'
import { fromTransfer, isRunFile, type Gathered } from './picture-files.ts'
import { batchQuery } from './picture-query.ts'
import { sayPicture } from './picture-words.ts'
import { pageOfImport, type Page, type Route } from './route.svelte.ts'
import type { Runs } from './runs.svelte.ts'
import type { Voice } from './voice.svelte.ts'

interface Parts {
	bringing: Bringing
	answerers: Answerers
	arrival: Arrival
	runs: Runs
	route: Route
	voice: Voice
	/** Names those that come together: every call gives another name. */
	stamp: () => string
}

/** Takes in whatever a person brings, on any page, and leads them to what became of it. */
export class Intake {
	#parts: Parts
	/** What was brought last; what comes next waits for it. */
	#last: Promise<unknown> = Promise.resolve()

	constructor(parts: Parts) {
		this.#parts = parts
	}

	/** Pictures are read; runs and recipes from another lab are imported. */
	async dropped(transfer: DataTransfer): Promise<void> {
		const { files, refused } = await fromTransfer(transfer)
		const runs = files.filter(({ path }) => isRunFile(path)).map(({ file }) => file)
		const pictures = files.filter(({ path }) => !isRunFile(path))
		const isMixed = pictures.length + refused.length > 0
		if (runs.length > 0) await this.#import(runs, !isMixed)
		if (isMixed) this.bring({ files: pictures, refused })
	}

	async pasted(transfer: DataTransfer): Promise<void> {
		const { files, refused } = await fromTransfer(transfer)
		// what never was a file is called image.png by every browser
		const named = files.map(({ file, path }) => ({ file, path: path === 'image.png' ? 'Pasted' : path }))
		this.bring({ files: named, refused }, 'pasted')
	}

	bring(gathered: Gathered, origin: 'file' | 'pasted' = 'file'): void {
		const next = () => this.#bring(gathered, origin)
		// whatever became of the one before
		this.#last = this.#last.then(next, next)
	}

	async #bring(gathered: Gathered, origin: 'file' | 'pasted'): Promise<void> {
		const { bringing, answerers, route, voice, stamp } = this.#parts
		const batch = stamp()
		const here: Page = { kind: 'classify', picture: null, query: gathered.files.length > 1 ? batchQuery(batch) : '' }
		route.go(here)
		// the page says that nobody can answer yet
		if (answerers.known && !answerers.current) return
		const rows = await bringing.take(gathered, { origin, batch, answering: answerers.chosen })
		const [only] = rows
		voice.say(only && gathered.files.length === 1 ? sayPicture(only) : `${bringing.outcome}.`)
		const { page } = route
		// whoever has gone on meanwhile stays where they are
		if (only && gathered.files.length === 1 && page.kind === 'classify' && page.picture === null)
			route.replace({ kind: 'classify', picture: only.id, query: '' })
	}

	/** `alone`: nothing else came with them, so that one of them can be shown. */
	async #import(files: readonly File[], alone: boolean): Promise<void> {
		const { arrival, runs, route } = this.#parts
		route.go({ kind: 'runs', query: '' })
		const taken = await arrival.takeAll(files)
		// a run that was only brought back is told of, not opened
		const come = taken.filter((one) => one.kind === 'recipe' || !one.restored)
		for (const one of come) if (one.kind === 'run') runs.welcome(one.run)
		const [only] = come
		if (only && files.length === 1 && alone && route.page.kind === 'runs') route.go(pageOfImport(only))
		else arrival.onlyShown()
	}
}
