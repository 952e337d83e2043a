interface Drop {
	/** The gap the pointer is at: 0 above the first item, n below the last. */
	over: (gap: number) => void
	drop: (gap: number) => void
	cancel: () => void
}

/** Follows a pointer that took an item of `list` by its handle. It becomes a drag after 4 px, so that a press stays a press. */
export function grab(event: PointerEvent, list: HTMLElement | undefined, { over, drop, cancel }: Drop): void {
	if (event.button !== 0 || !list) return
	const end = new AbortController()
	const { signal } = end
	let gap: number | null = null

	const finish = (dropped: boolean) => {
		end.abort()
		if (gap === null) return
		if (dropped) drop(gap)
		else cancel()
	}
	addEventListener(
		'pointermove',
		({ clientY }) => {
			if (gap === null && Math.abs(clientY - event.clientY) < 4) return
			const next = gapAt(list, clientY)
			if (next !== gap) over((gap = next))
		},
		{ signal }
	)
	addEventListener('pointerup', () => finish(true), { signal })
	addEventListener('pointercancel', () => finish(false), { signal })
	addEventListener('keydown', ({ key }) => key === 'Escape' && finish(false), { signal })
}

function gapAt(list: HTMLElement, y: number): number {
	const items = [...list.children]
	const below = items.findIndex((item) => {
		const { top, height } = item.getBoundingClientRect()
		return y < top + height / 2
	})
	return below === -1 ? items.length : below
}
