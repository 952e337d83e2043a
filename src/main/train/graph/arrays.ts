import type { Shape } from '../../../shared/network.ts'
import type { Attribute, DType } from './attribute.ts'
import type { Value, Variable } from './graph.ts'
import { cast, constant, divide, whole, wholes } from './ops.ts'

/** TensorFlow's operations on arrays and variables, as functions of values. */

const typed = (dtype: DType): Record<string, Attribute> => ({ T: { type: dtype } })
const float = typed('float32')

/** The sides of a value: known ones from the graph, others when it runs. */
export function sidesOf(x: Value): Value {
	if (!x.shape.includes(-1)) return wholes(x.graph, x.shape)
	const attributes = { ...typed(x.dtype), out_type: { type: 'int32' } } as const
	return x.graph.single('Shape', [x], attributes, { dtype: 'int32', shape: [x.shape.length] })
}

/** `sides` says the shape where it has more than one side that is known only when the graph runs. */
export function reshape(x: Value, shape: Shape, sides: Value = wholes(x.graph, shape)): Value {
	if (shape.length === x.shape.length && shape.every((side, place) => side === x.shape[place])) return x
	const attributes = { ...typed(x.dtype), Tshape: { type: 'int32' } } as const
	return x.graph.single('Reshape', [x, sides], attributes, { dtype: x.dtype, shape })
}

export function oneHot(labels: Value, classes: number, on = 1, off = 0): Value {
	const { graph } = labels
	const inputs = [labels, whole(graph, classes), constant(graph, on), constant(graph, off)]
	const attributes = { ...float, TI: { type: 'int32' }, axis: { int: -1 } } as const
	return graph.single('OneHot', inputs, attributes, { dtype: 'float32', shape: [...labels.shape, classes] })
}

/** The rows of a variable at these places. */
export function gather(from: Variable, places: Value): Value {
	const attributes = {
		dtype: { type: from.dtype },
		Tindices: { type: 'int32' },
		batch_dims: { int: 0 },
		validate_indices: { bool: true }
	} as const
	const shape = [...places.shape, ...from.shape.slice(1)]
	return places.graph.single('ResourceGather', [from.handle, places], attributes, { dtype: from.dtype, shape })
}

/** One of a list's rows. */
export const pick = (list: Value, place: Value): Value =>
	list.graph.single(
		'GatherV2',
		[list, place, whole(list.graph, 0)],
		{
			Tparams: { type: list.dtype },
			Tindices: { type: 'int32' },
			Taxis: { type: 'int32' },
			batch_dims: { int: 0 }
		},
		{ dtype: list.dtype, shape: [...place.shape, ...list.shape.slice(1)] }
	)

/** Of each of the first axis's rows, what lies at its own places: [batch, cells, depth] at [batch, n] is [batch, n, depth]. */
export const pickEach = (rows: Value, places: Value): Value =>
	rows.graph.single(
		'GatherV2',
		[rows, places, whole(rows.graph, 1)],
		{
			Tparams: { type: rows.dtype },
			Tindices: { type: 'int32' },
			Taxis: { type: 'int32' },
			batch_dims: { int: 1 }
		},
		{ dtype: rows.dtype, shape: [...places.shape, ...rows.shape.slice(2)] }
	)

/** Values of one shape as the rows of a new one, or, with axis 1, as its columns, and so on. */
export function pack(values: readonly [Value, ...Value[]], axis = 0): Value {
	const [{ graph, dtype, shape }] = values
	const attributes = { ...typed(dtype), N: { int: values.length }, axis: { int: axis } }
	const whole = [...shape.slice(0, axis), values.length, ...shape.slice(axis)]
	return graph.single('Pack', values, attributes, { dtype, shape: whole })
}

/** Numbers from 0 to 1 that the two whole numbers of `seed` fix, whatever was drawn before (Philox; Salmon et al. 2011). */
export const uniform = (sides: Value, seed: Value, shape: Shape): Value =>
	sides.graph.single(
		'StatelessRandomUniform',
		[sides, seed],
		{ dtype: { type: 'float32' }, T: { type: 'int32' }, Tseed: { type: 'int32' } },
		{ dtype: 'float32', shape }
	)

export const read = ({ handle, dtype, shape }: Variable, after: readonly Value[] = []): Value =>
	handle.graph.single('ReadVariableOp', [handle], { dtype: { type: dtype } }, { dtype, shape }, { after })

/** Answers what to wait for. */
export function assign({ handle, dtype }: Variable, value: Value, after: readonly Value[] = []): Value {
	const attributes = { dtype: { type: dtype }, validate_shape: { bool: false } } as const
	return handle.graph.single('AssignVariableOp', [handle, value], attributes, { dtype, shape: [] }, { after })
}

/** The same value under a name to fetch it by, once everything in `after` has happened. */
export const named = (name: string, x: Value, after: readonly Value[] = []): Value =>
	x.graph.single('Identity', [x], typed(x.dtype), { dtype: x.dtype, shape: x.shape }, { name, after })

/** The axes in another order. */
export const transpose = (x: Value, order: readonly number[]): Value =>
	x.graph.single(
		'Transpose',
		[x, wholes(x.graph, order)],
		{ ...typed(x.dtype), Tperm: { type: 'int32' } },
		{ dtype: x.dtype, shape: order.map((axis) => x.shape[axis] ?? -1) }
	)

/** The parts along the first axis, one by one. */
export function unpack(x: Value): Value[] {
	const [count = 0, ...rest] = x.shape
	const attributes = { ...typed(x.dtype), num: { int: count }, axis: { int: 0 } }
	const part = { dtype: x.dtype, shape: rest }
	return x.graph.node('Unpack', [x], attributes, Array<typeof part>(count).fill(part))
}

/** Equal parts along the last axis. */
export function split(x: Value, parts: number): Value[] {
	if (parts === 1) return [x]
	const axis = x.shape.length - 1
	const part = { dtype: x.dtype, shape: [...x.shape.slice(0, -1), (x.shape[axis] ?? 0) / parts] }
	const attributes = { ...typed(x.dtype), num_split: { int: parts } }
	return x.graph.node('Split', [whole(x.graph, axis), x], attributes, Array<typeof part>(parts).fill(part))
}

/** One after another along the last axis. */
export const join = (values: readonly [Value, ...Value[]]): Value => concat(values, values[0].shape.length - 1)

/** Parts along the first axis, of so many rows each (int32). */
export function splitRows(x: Value, sizes: Value): Value[] {
	const [parts = 0] = sizes.shape
	const attributes = { ...typed(x.dtype), Tlen: { type: 'int32' }, num_split: { int: parts } } as const
	const part = { dtype: x.dtype, shape: [-1, ...x.shape.slice(1)] }
	return x.graph.node('SplitV', [x, sizes, whole(x.graph, 0)], attributes, Array<typeof part>(parts).fill(part))
}

/** One after another along the first axis. */
export const joinRows = (parts: readonly [Value, ...Value[]]): Value => concat(parts, 0)

function concat(values: readonly [Value, ...Value[]], axis: number): Value {
	const [first, ...others] = values
	if (others.length === 0) return first
	const sides = values.map(({ shape }) => shape[axis] ?? -1)
	const length = sides.includes(-1) ? -1 : sides.reduce((sum, side) => sum + side)
	const attributes = { ...typed(first.dtype), N: { int: values.length }, Tidx: { type: 'int32' } } as const
	return first.graph.single('ConcatV2', [...values, whole(first.graph, axis)], attributes, {
		dtype: first.dtype,
		shape: first.shape.map((side, place) => (place === axis ? length : side))
	})
}

/** Zeros in the shape of another value. */
export const zerosLike = (x: Value): Value => x.graph.single('ZerosLike', [x], typed(x.dtype), x)

/** Bytes as numbers from 0 to 1. */
export const share = (bytes: Value): Value => divide(cast(bytes, 'float32'), 255)
