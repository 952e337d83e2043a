import type { Shape } from '../../../shared/network.ts'
import { assign, named, pack, read, reshape, unpack } from './arrays.ts'
import type { Graph, Value, Variable } from './graph.ts'
import { whole } from './ops.ts'

/** One array, in one variable or in several of one shape, one after another along the first axis. */
export type Pieces = readonly [Variable, ...Variable[]]

/** Numbers that stay in the session, with the ways in and out. */
export interface Store {
	pieces: Pieces
	/** Of them all. */
	shape: Shape
	/** To be fed with what is assigned when `set` is fetched. */
	input: Value
	set: Value
	/** To be fetched: what stands there. */
	get: Value
}

/** Writes the ways in and out of an array. */
export function storeOf(graph: Graph, name: string, pieces: Pieces): Store {
	const [{ dtype }] = pieces
	const shape = shapeOf(pieces)
	const input = graph.placeholder(`${name}/in`, dtype, shape)
	const set = named(`${name}/set`, whole(graph, 1), assignAll(pieces, input))
	// a session does not hand uint8 out; nobody asks for those
	const get = dtype === 'uint8' ? set : named(`${name}/get`, readAll(pieces))
	return { pieces, shape, input, set, get }
}

/** Variables for an array in so many pieces. */
export function keepPieces(graph: Graph, name: string, shape: Shape, count: number): Pieces {
	if (count === 1) return [graph.variable(name, 'float32', shape)]
	const [rows = 0, ...rest] = shape
	const pieces = Array.from({ length: count }, (_, place) =>
		graph.variable(`${name}/${place + 1}`, 'float32', [rows / count, ...rest])
	)
	return pieces as [Variable, ...Variable[]]
}

export function shapeOf(pieces: Pieces): Shape {
	const [rows, ...rest] = pieces[0].shape
	return rows === undefined ? [] : [rows * pieces.length, ...rest]
}

function readAll(pieces: Pieces): Value {
	const [first, ...others] = pieces
	if (others.length === 0) return read(first)
	return reshape(pack([read(first), ...others.map((piece) => read(piece))]), shapeOf(pieces))
}

/** Answers what to wait for. */
function assignAll(pieces: Pieces, value: Value): Value[] {
	const parts = pieces.length === 1 ? [value] : unpack(reshape(value, [pieces.length, ...pieces[0].shape]))
	return parts.flatMap((part, place) => {
		const piece = pieces[place]
		return piece ? [assign(piece, part)] : []
	})
}
