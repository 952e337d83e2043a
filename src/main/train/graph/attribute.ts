import type { Shape } from '../../../shared/network.ts'
import { proto, type AttrValue, type TensorShape } from './proto.ts'

/** TensorFlow's numbers for the types in use (tensorflow/core/framework/types.proto). */
const typeNumbers = { float32: 1, float64: 2, int32: 3, uint8: 4, bool: 10, resource: 20 } as const
export type DType = keyof typeof typeNumbers

/** An attribute of a node, by what it is. */
export type Attribute =
	| { type: DType }
	| { int: number }
	| { float: number }
	| { bool: boolean }
	| { string: string }
	| { shape: Shape }
	| { ints: readonly number[] }
	| { tensor: Float32Array | Int32Array; of: DType; shaped: Shape }

export function attributeOf(attribute: Attribute): AttrValue {
	const { AttrValue, Tensor } = proto()
	const value = new AttrValue()
	if ('type' in attribute) value.setType(typeNumbers[attribute.type])
	else if ('int' in attribute) value.setI(attribute.int)
	else if ('float' in attribute) value.setF(attribute.float)
	else if ('bool' in attribute) value.setB(attribute.bool)
	else if ('string' in attribute) value.setS(Buffer.from(attribute.string).toString('base64'))
	else if ('shape' in attribute) value.setShape(shapeOf(attribute.shape))
	else if ('ints' in attribute) {
		const list = new AttrValue.ListValue()
		list.setIList(attribute.ints)
		value.setList(list)
	} else {
		const { buffer, byteOffset, byteLength } = attribute.tensor
		const tensor = new Tensor()
		tensor.setDtype(typeNumbers[attribute.of])
		tensor.setTensorShape(shapeOf(attribute.shaped))
		tensor.setTensorContent(Buffer.from(buffer, byteOffset, byteLength).toString('base64'))
		value.setTensor(tensor)
	}
	return value
}

function shapeOf(shape: Shape): TensorShape {
	const { TensorShape } = proto()
	const message = new TensorShape()
	for (const side of shape) {
		const dimension = new TensorShape.Dim()
		dimension.setSize(side)
		message.addDim(dimension)
	}
	return message
}
