import { SvelteSet } from 'svelte/reactivity'
import { z } from 'zod'

const keptSchema = z.object({
	smoothing: z.number().min(0).max(0.999),
	log: z.boolean(),
	x: z.enum(['epoch', 'time'])
})
const place = 'digit-lab.charts'

/** How a person wants every chart drawn, and what they look at on this page: the charts of a page move together. */
export class Charts {
	/** The weight of the moving average; 0 smooths nothing. */
	smoothing = $state(0)
	log = $state(false)
	x = $state<'epoch' | 'time'>('epoch')
	/** The part of the x axis that is looked at; null is all of it. */
	zoom = $state.raw<{ from: number; to: number } | null>(null)
	/** The keys of the series that are switched off. */
	readonly hidden = new SvelteSet<string>()

	#storage: Storage

	constructor(storage: Storage) {
		this.#storage = storage
		const kept = keptSchema.safeParse(read(storage))
		if (kept.success) Object.assign(this, kept.data)
	}

	choose(change: Partial<z.infer<typeof keptSchema>>): void {
		// a range of epochs says nothing about seconds
		if (change.x && change.x !== this.x) this.zoom = null
		Object.assign(this, change)
		const { smoothing, log, x } = this
		this.#storage.setItem(place, JSON.stringify({ smoothing, log, x }))
	}

	toggle(key: string): void {
		if (!this.hidden.delete(key)) this.hidden.add(key)
	}

	/** Another page: all of it is shown again, drawn as before. */
	leave(): void {
		this.zoom = null
		this.hidden.clear()
	}
}

function read(storage: Storage): unknown {
	try {
		return JSON.parse(storage.getItem(place) ?? 'null')
	} catch {
		// what cannot be read is as good as never chosen
		return null
	}
}
