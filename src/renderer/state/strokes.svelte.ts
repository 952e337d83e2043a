/** A place the brush has been at, in pixels of the pad, and how wide it was there. */
export interface Dab {
	x: number
	y: number
	width: number
}

/** How large the pad is, in pixels of its own. */
export const padSide = 280
export const brushes = { least: 6, usual: 18, most: 40 } as const

/** What has been drawn, stroke by stroke. */
export class Strokes {
	done = $state.raw<readonly (readonly Dab[])[]>([])
	/** How wide the brush is, in pixels of the pad. */
	brush = $state<number>(brushes.usual)
	#past = $state.raw<(typeof this.done)[]>([])
	#future = $state.raw<(typeof this.done)[]>([])
	canUndo = $derived(this.#past.length > 0)
	canRedo = $derived(this.#future.length > 0)

	begin(dab: Dab): void {
		this.#become([...this.done, [dab]])
	}

	/** Goes on with the stroke that was begun last. */
	draw(dabs: readonly Dab[]): void {
		const last = this.done.at(-1)
		if (last) this.done = [...this.done.slice(0, -1), [...last, ...dabs]]
	}

	undo(): void {
		const before = this.#past.at(-1)
		if (!before) return
		this.#past = this.#past.slice(0, -1)
		this.#future = [...this.#future, this.done]
		this.done = before
	}

	redo(): void {
		const after = this.#future.at(-1)
		if (!after) return
		this.#future = this.#future.slice(0, -1)
		this.#past = [...this.#past, this.done]
		this.done = after
	}

	/** Takes everything away; it can be undone. */
	clear(): void {
		if (this.done.length > 0) this.#become([])
	}

	/** An empty pad with no way back: what was drawn is kept elsewhere. */
	restart(): void {
		this.done = []
		this.#past = []
		this.#future = []
	}

	#become(next: typeof this.done): void {
		this.#past = [...this.#past, this.done]
		this.#future = []
		this.done = next
	}
}

/** How wide the brush is under a pen that is pressed this much (from 0 to 1); a mouse and a finger press as usual. */
export const widthUnder = (brush: number, pointer: string, pressure: number): number =>
	pointer === 'pen' && pressure > 0 ? brush * (0.4 + 1.2 * pressure) : brush
