import type { Shape } from '../../../shared/network.ts'
import type { Attribute, DType } from './attribute.ts'
import type { Graph, Value } from './graph.ts'

/** TensorFlow's operations as functions of values, with the shapes they give. A number stands for a constant. */

type Operand = Value | number

const float = { T: { type: 'float32' } } as const
const typed = (dtype: DType): Record<string, Attribute> => ({ T: { type: dtype } })

export const constant = (graph: Graph, value: number): Value => graph.constant(Float32Array.of(value), [])
export const whole = (graph: Graph, value: number): Value => graph.constant(Int32Array.of(value), [])
export const wholes = (graph: Graph, values: readonly number[]): Value =>
	graph.constant(Int32Array.from(values), [values.length])

const lifted = (graph: Graph, operand: Operand, dtype: DType): Value =>
	typeof operand !== 'number' ? operand : dtype === 'int32' ? whole(graph, operand) : constant(graph, operand)

/** The shape of two that are combined number by number; sides of 1 stretch. */
function broadcast(a: Shape, b: Shape): Shape {
	const [long, short] = a.length >= b.length ? [a, b] : [b, a]
	const offset = long.length - short.length
	return long.map((side, place) => (side === 1 ? (short[place - offset] ?? side) : side))
}

const elementwise = (op: string) => (a: Operand, b: Operand) => {
	const known = typeof a === 'number' ? (b as Value) : a
	const { graph, dtype } = known
	const [left, right] = [lifted(graph, a, dtype), lifted(graph, b, dtype)]
	return graph.single(op, [left, right], typed(dtype), { dtype, shape: broadcast(left.shape, right.shape) })
}
export const add = elementwise('AddV2')
/** The sum of one value or more, from the first on. */
export const addAll = (values: readonly Value[]): Value => values.reduce((sum, value) => add(sum, value))
export const subtract = elementwise('Sub')
export const multiply = elementwise('Mul')
export const divide = elementwise('RealDiv')
/** Of whole numbers, without the rest. */
export const floorDivide = elementwise('FloorDiv')
export const minimum = elementwise('Minimum')
export const maximum = elementwise('Maximum')

const unary = (op: string) => (x: Value) => x.graph.single(op, [x], float, { dtype: 'float32', shape: x.shape })
export const negative = unary('Neg')
export const square = unary('Square')
export const root = unary('Sqrt')
export const floor = unary('Floor')
export const cosine = unary('Cos')
export const sine = unary('Sin')
export const logarithm = unary('Log')
export const exponential = unary('Exp')
export const relu = unary('Relu')
export const elu = unary('Elu')
export const sigmoid = unary('Sigmoid')
export const tanh = unary('Tanh')
export const softmax = unary('Softmax')
export const errorFunction = unary('Erf')

/** The slope before an activation from the slope behind it, by TensorFlow's own kernels. */
const slopeOf = (op: string) => (slope: Value, output: Value) =>
	slope.graph.single(op, [slope, output], float, { dtype: 'float32', shape: output.shape })
export const reluSlope = slopeOf('ReluGrad')
export const eluSlope = slopeOf('EluGrad')
const swapped = (op: string) => (slope: Value, output: Value) => slopeOf(op)(output, slope)
export const sigmoidSlope = swapped('SigmoidGrad')
export const tanhSlope = swapped('TanhGrad')

const comparison = (op: string) => (a: Value, b: Operand) => {
	const right = lifted(a.graph, b, a.dtype)
	return a.graph.single(op, [a, right], typed(a.dtype), { dtype: 'bool', shape: broadcast(a.shape, right.shape) })
}
export const greaterEqual = comparison('GreaterEqual')
export const lessEqual = comparison('LessEqual')
export const less = comparison('Less')
/** Of equal shapes. */
export const equal = (a: Value, b: Value) =>
	a.graph.single('Equal', [a, b], typed(a.dtype), { dtype: 'bool', shape: a.shape })

export const cast = (x: Value, dtype: DType): Value =>
	x.graph.single('Cast', [x], { SrcT: { type: x.dtype }, DstT: { type: dtype } }, { dtype, shape: x.shape })

export function matMul(a: Value, b: Value, { transposeA = false, transposeB = false } = {}): Value {
	const shape = [a.shape[transposeA ? 1 : 0] ?? -1, b.shape[transposeB ? 0 : 1] ?? -1]
	const attributes = { ...float, transpose_a: { bool: transposeA }, transpose_b: { bool: transposeB } }
	return a.graph.single('MatMul', [a, b], attributes, { dtype: 'float32', shape })
}

const channelsLast = { data_format: { string: 'NHWC' } } as const

export const addBias = (x: Value, bias: Value): Value =>
	x.graph.single('BiasAdd', [x, bias], { ...float, ...channelsLast }, { dtype: 'float32', shape: x.shape })

export const biasSlope = (slope: Value): Value =>
	slope.graph.single(
		'BiasAddGrad',
		[slope],
		{ ...float, ...channelsLast },
		{
			dtype: 'float32',
			shape: slope.shape.slice(-1)
		}
	)

const reduction =
	(op: string) =>
	(x: Value, axis: number, keep = false): Value => {
		const place = axis < 0 ? x.shape.length + axis : axis
		const shape = x.shape.flatMap((side, at) => (at !== place ? [side] : keep ? [1] : []))
		const attributes = { ...typed(x.dtype), Tidx: { type: 'int32' }, keep_dims: { bool: keep } } as const
		return x.graph.single(op, [x, whole(x.graph, place)], attributes, { dtype: x.dtype, shape })
	}
export const sum = reduction('Sum')
export const mean = reduction('Mean')

/** The place of the largest of each row. */
export const argMax = (x: Value): Value =>
	x.graph.single(
		'ArgMax',
		[x, whole(x.graph, x.shape.length - 1)],
		{ ...typed(x.dtype), Tidx: { type: 'int32' }, output_type: { type: 'int32' } },
		{ dtype: 'int32', shape: x.shape.slice(0, -1) }
	)
