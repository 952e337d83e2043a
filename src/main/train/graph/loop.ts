import type { Attribute, DType } from './attribute.ts'
import { enterAttributes, type Graph, type Value } from './graph.ts'
import { named } from './arrays.ts'
import { add, less, whole } from './ops.ts'

/** What a turn hands to the next one, and what must have happened before that begins. */
export interface Turn {
	carried: readonly Value[]
	after: readonly Value[]
}

/**
 * Writes a loop into the graph that takes `turns` turns (an int32): `body` writes one, from its number and from what the
 * last one handed on. Answers what the last turn hands on. By TensorFlow's control flow of its white paper (Abadi et al.
 * 2016, section 4.4): Enter and Merge where a turn begins, Switch where it is decided whether there is another one.
 */
export function loop(
	graph: Graph,
	name: string,
	turns: Value,
	first: readonly Value[],
	body: (turn: Value, carried: readonly Value[]) => Turn
): Value[] {
	const begun = [whole(graph, 0), ...first]
	const of = (dtype: DType): Record<string, Attribute> => ({ T: { type: dtype } })
	const entered = begun.map((value) =>
		inside(graph, name, () =>
			graph.single('Enter', [{ ...value, frame: name }], enterAttributes(value.dtype, name, false), value)
		)
	)
	const finished: Value[] = []
	inside(graph, name, () => {
		const merged = entered.map((value, place) => {
			const next = graph.value(`${name}/next${place}:0`, value)
			return graph.single('Merge', [value, next], { ...of(value.dtype), N: { int: 2 } }, value)
		})
		const [turn] = merged
		if (!turn) return
		const goesOn = graph.single('LoopCond', [less(turn, turns)], {}, { dtype: 'bool', shape: [] })
		const switched = merged.map((value) => graph.node('Switch', [value, goesOn], of(value.dtype), [value, value]))
		const [number, ...carried] = switched.map(([, on], place) => named(`${name}/turn${place}`, on as Value))
		if (!number) return
		const next = body(number, carried)
		for (const [place, value] of [add(number, 1), ...next.carried].entries())
			graph.single('NextIteration', [value], of(value.dtype), value, {
				name: `${name}/next${place}`,
				after: next.after
			})
		for (const [done] of switched) if (done) finished.push(graph.single('Exit', [done], of(done.dtype), done))
	})
	return finished.slice(1).map((value) => ({ ...value, frame: null }))
}

/** Everything `write` adds belongs to the loop. */
function inside<T>(graph: Graph, name: string, write: () => T): T {
	graph.frame = name
	try {
		return write()
	} finally {
		graph.frame = null
	}
}
