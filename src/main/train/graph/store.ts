import { assign, named, read } from './arrays.ts'
import type { Graph, Value, Variable } from './graph.ts'
import { whole } from './ops.ts'

/** Numbers that stay in the session, with the ways in and out. */
export interface Store {
	variable: Variable
	/** To be fed with what is assigned when `set` is fetched. */
	input: Value
	set: Value
	/** To be fetched: what stands there. */
	get: Value
}

/** Writes the ways in and out of a variable. */
export function storeOf(graph: Graph, name: string, variable: Variable): Store {
	const input = graph.placeholder(`${name}/in`, variable.dtype, variable.shape)
	const set = named(`${name}/set`, whole(graph, 1), [assign(variable, input)])
	// a session does not hand uint8 out; nobody asks for those
	const get = variable.dtype === 'uint8' ? set : named(`${name}/get`, read(variable))
	return { variable, input, set, get }
}
