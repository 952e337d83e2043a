import type { Shape } from '../../../shared/network.ts'
import { attributeOf, type Attribute, type DType } from './attribute.ts'
import { proto, type GraphDef } from './proto.ts'

/** What a node gives: a tensor with a type and a shape that has no values until the graph is run. */
export interface Value {
	readonly graph: Graph
	/** "MatMul_3:0" */
	readonly name: string
	readonly dtype: DType
	/** −1 where a side is known only when the graph is run, such as the batch. */
	readonly shape: Shape
	/** The loop it is computed in; null outside. */
	readonly frame: string | null
}

/** What a node gives, before it has a name. */
export interface Output {
	dtype: DType
	shape: Shape
}

/**
 * A computation that is written down once and run whole by TensorFlow: nodes that are added one by one, each an operation
 * of TensorFlow's own with the names of its inputs. What is written while `frame` names a loop belongs to that loop, and
 * values from outside are led into it.
 */
export class Graph {
	frame: string | null = null
	private readonly definition: GraphDef
	private readonly entered = new Map<string, Value>()
	private count = 0
	/** The node that the next one waits for, where nodes are computed in the order in which they are written. */
	private last: string | null = null

	constructor() {
		const versions = new (proto().VersionDef)()
		// of TensorFlow 2.4 and newer
		versions.setProducer(561)
		this.definition = new (proto().GraphDef)()
		this.definition.setVersions(versions)
	}

	/** Adds a node and answers its outputs. `after`: what must have happened before it is computed. */
	node(
		op: string,
		inputs: readonly Value[],
		attributes: Record<string, Attribute>,
		outputs: readonly Output[],
		{ name = `${op}_${this.count++}`, after = [] }: { name?: string; after?: readonly Value[] } = {}
	): Value[] {
		const { NodeDef } = proto()
		const node = new NodeDef()
		node.setName(name)
		node.setOp(op)
		// constants are outside the loop that is being written
		const waits = this.last !== null && this.frame !== null
		node.setInputList([
			...inputs.map((input) => this.here(input).name),
			...after.map((value) => `^${nodeOf(this.here(value))}`),
			...(waits ? [`^${this.last}`] : [])
		])
		if (waits) this.last = name
		for (const [key, attribute] of Object.entries(attributes)) node.getAttrMap().set(key, attributeOf(attribute))
		this.definition.addNode(node)
		return outputs.map((output, place) => this.value(`${name}:${place}`, output))
	}

	/** A value of the node with this name, which may be added later: a loop returns to where it began. */
	value(name: string, { dtype, shape }: Output): Value {
		return { graph: this, name, dtype, shape, frame: this.frame }
	}

	/** Numbers that are the same in every run. */
	constant(values: Float32Array | Int32Array, shape: Shape): Value {
		const dtype = values instanceof Float32Array ? 'float32' : 'int32'
		return this.outside(() => {
			const attributes = { dtype: { type: dtype }, value: { tensor: values, of: dtype, shaped: shape } } as const
			return this.single('Const', [], attributes, { dtype, shape })
		})
	}

	/** What is fed with every run. */
	placeholder(name: string, dtype: DType, shape: Shape): Value {
		return this.single('Placeholder', [], { dtype: { type: dtype }, shape: { shape } }, { dtype, shape }, { name })
	}

	/** What the session keeps from run to run: the handle of it, to be read and assigned to. */
	variable(name: string, dtype: DType, shape: Shape): Variable {
		const attributes = {
			dtype: { type: dtype },
			shape: { shape },
			shared_name: { string: name },
			container: { string: '' }
		} as const
		const handle = this.single('VarHandleOp', [], attributes, { dtype: 'resource', shape: [] }, { name })
		return { handle, dtype, shape }
	}

	/** A node with one output. */
	single(
		op: string,
		inputs: readonly Value[],
		attributes: Record<string, Attribute>,
		output: Output,
		more: { name?: string; after?: readonly Value[] } = {}
	): Value {
		const [value] = this.node(op, inputs, attributes, [output], more)
		if (!value) throw new Error(`${op} gives nothing`)
		return value
	}

	/** A SavedModel with this graph in it, as bytes, tagged "train". */
	serialize(): Uint8Array {
		const { SavedModel, MetaGraphDef } = proto()
		const info = new MetaGraphDef.MetaInfoDef()
		info.setTagsList(['train'])
		const meta = new MetaGraphDef()
		meta.setMetaInfoDef(info)
		meta.setGraphDef(this.definition)
		const model = new SavedModel()
		model.setSavedModelSchemaVersion(1)
		model.addMetaGraphs(meta)
		return model.serializeBinary()
	}

	/**
	 * A lane: nodes of a loop that are computed in the order in which they are written, in as many pieces as one likes, the
	 * first node after `from`. One thread has them all, so none is woken for a node that takes less time than that.
	 */
	lane(from: Value): Lane {
		let last: string | null = nodeOf(from)
		return (write) => {
			this.last = last
			try {
				return write()
			} finally {
				last = this.last
				this.last = null
			}
		}
	}

	/** Writes nodes that belong to no loop. */
	private outside<T>(write: () => T): T {
		const { frame } = this
		this.frame = null
		try {
			return write()
		} finally {
			this.frame = frame
		}
	}

	/** A value from outside, as the loop that is being written sees it: the same in every turn. */
	private here(value: Value): Value {
		if (value.frame === this.frame || this.frame === null) return value
		const key = `${this.frame}/${value.name}`
		const known = this.entered.get(key)
		if (known) return known
		const { dtype, shape } = value
		const name = `Enter_${this.count++}`
		const node = new (proto().NodeDef)()
		node.setName(name)
		node.setOp('Enter')
		node.setInputList([value.name])
		for (const [attribute, content] of Object.entries(enterAttributes(dtype, this.frame, true)))
			node.getAttrMap().set(attribute, attributeOf(content))
		this.definition.addNode(node)
		const inside = this.value(`${name}:0`, { dtype, shape })
		this.entered.set(key, inside)
		return inside
	}
}

/** Adds what `write` writes to the end of a lane. */
export type Lane = <T>(write: () => T) => T

/** One that the session keeps; read it with `read`. */
export interface Variable {
	handle: Value
	dtype: DType
	shape: Shape
}

/** How a value enters a loop: `constant` is the same in every turn, else it is the first turn's. */
export const enterAttributes = (dtype: DType, frame: string, constant: boolean): Record<string, Attribute> => ({
	T: { type: dtype },
	frame_name: { string: frame },
	is_constant: { bool: constant },
	// one turn after another: each changes the weights that the next one reads
	parallel_iterations: { int: 1 }
})

const nodeOf = (value: Value) => value.name.slice(0, value.name.indexOf(':'))
