/** Notices that nothing is heard any more. */
export interface Silence {
	/** Begins anew: something has been heard, or is to be from now on. */
	heard(): void
	/** Nothing is expected any more. */
	end(): void
}

/** In so many parts is a time waited for, so that a computer that slept counts its sleep as one of them. */
const parts = 10

/** Calls `silent` once when nothing was heard for `limit` ms in which this program ran. */
export function silence(limit: number, silent: () => void): Silence {
	let timer: NodeJS.Timeout | undefined
	let passed = 0
	function tick() {
		if (++passed < parts) return
		clearInterval(timer)
		silent()
	}
	return {
		heard() {
			passed = 0
			clearInterval(timer)
			timer = setInterval(tick, limit / parts).unref()
		},
		end: () => clearInterval(timer)
	}
}
