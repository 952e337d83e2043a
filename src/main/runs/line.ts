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
	/** With what each is trained beside others as, null for alone: looked up once, since hundreds may wait. */
	const waiting = new Map<number, string | null>()
	return {
		push: (run) =>
			void waiting.set(run, store.find(run)?.epochsDone === 0 ? togetherAs(store.recipe(run).recipe) : null),
		leave: (run) => void waiting.delete(run),
		has: (run) => waiting.has(run),
		isEmpty: () => waiting.size === 0,
		next() {
			const [first, ...others] = waiting
			if (!first) return []
			const [run, kind] = first
			const beside = kind === null ? [] : others.flatMap(([other, its]) => (its === kind ? [other] : []))
			const taken = [run, ...beside.slice(0, mostTogether - 1)]
			for (const one of taken) waiting.delete(one)
			return taken
		}
	}
}
