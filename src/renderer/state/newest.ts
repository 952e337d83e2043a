/** Does one thing whenever it is asked to, and never twice at a time. */
export interface Newest {
	/** After a pause in which nobody asks again; when it is being done, once more behind that. */
	ask: () => void
	/** What waits is not done any more. */
	forget: () => void
}

/** For what follows somebody who types, drags or draws: only the newest wish counts. `deed` deals with what fails in it. */
export function newest(pause: number, deed: () => Promise<void>): Newest {
	let timer: ReturnType<typeof setTimeout> | undefined
	let underway = false
	let wanted = false

	async function act() {
		if (underway) return
		underway = true
		while (wanted) {
			wanted = false
			await deed()
		}
		underway = false
	}

	return {
		ask() {
			clearTimeout(timer)
			timer = setTimeout(() => {
				wanted = true
				void act()
			}, pause)
		},
		forget() {
			clearTimeout(timer)
			wanted = false
		}
	}
}
