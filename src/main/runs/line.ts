import { mostTogether, togetherAs } from '../../shared/together.ts'
import type { RunStore } from '../store/runs.ts'

/** Runs that wait for their turn, in the order in which they came. */
export interface Line {
	push(run: number): void
	leave(run: number): void
	has(run: number): boolean
	isEmpty(): boolean
	/** Takes out the run that came first, and those that are trained beside it: all of them from their seeds. */
	next(): number[]
}

export function runLine(store: Pick<RunStore, 'find' | 'recipe'>): Line {
	let waiting: number[] = []
	const kind = (run: number) => (store.find(run)?.epochsDone === 0 ? togetherAs(store.recipe(run).recipe) : null)
	return {
		push: (run) => void waiting.push(run),
		leave: (run) => void (waiting = waiting.filter((other) => other !== run)),
		has: (run) => waiting.includes(run),
		isEmpty: () => waiting.length === 0,
		next() {
			const [first, ...others] = waiting
			if (first === undefined) return []
			const mine = kind(first)
			const beside = mine === null ? [] : others.filter((run) => kind(run) === mine)
			const taken = [first, ...beside.slice(0, mostTogether - 1)]
			waiting = waiting.filter((run) => !taken.includes(run))
			return taken
		}
	}
}
