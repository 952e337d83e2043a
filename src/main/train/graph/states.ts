import type { NamedTensor } from '../../../shared/tensors.ts'
import type { State } from './learning.ts'
import type { Store } from './store.ts'

/**
 * The optimizer's state on its way into the session, under the names the reference gives it ("steps", "1/means"; see
 * train/updater.ts), so that either engine goes on where the other was. Answers how many steps were taken.
 */
export function stateIn(
	states: readonly State[],
	from: readonly NamedTensor[] | null,
	put: (store: Store, values: Float32Array) => void
): number {
	const found = new Map(from?.map(({ name, values }) => [name, values]))
	for (const { name, weight, first, negative, store } of states) {
		if (!from && first === null) continue
		const length = store.shape.reduce((product, side) => product * side, 1)
		const values = from ? found.get(nameOf(weight, name)) : new Float32Array(length).fill(first ?? 0)
		if (!values) throw new Error(`the kept state has no ${nameOf(weight, name)}`)
		put(store, negative ? values.map(turned) : values)
	}
	return found.get('steps')?.[0] ?? 0
}

/** The reverse: copies. */
export const stateOut = (
	states: readonly State[],
	steps: number,
	take: (store: Store) => Float32Array
): NamedTensor[] => [
	{ name: 'steps', shape: [1], values: Float32Array.of(steps) },
	...states.map(({ name, weight, negative, store }) => ({
		name: nameOf(weight, name),
		shape: store.shape,
		values: negative ? take(store).map(turned) : take(store)
	}))
]

const nameOf = (weight: number, state: string) => `${weight + 1}/${state}`

const turned = (value: number) => -value
