import { load } from '../tf.ts'

/** What this room uses of the protobuf classes that tfjs-node ships (tensorflow/core/protobuf/saved_model.proto and below). */
interface Proto {
	GraphDef: new () => GraphDef
	VersionDef: new () => { setProducer(version: number): void }
	NodeDef: new () => NodeDef
	AttrValue: (new () => AttrValue) & { ListValue: new () => { setIList(values: readonly number[]): void } }
	TensorShape: (new () => TensorShape) & { Dim: new () => { setSize(size: number): void } }
	Tensor: new () => TensorProto
	SavedModel: new () => SavedModel
	MetaGraphDef: (new () => MetaGraphDef) & { MetaInfoDef: new () => { setTagsList(tags: readonly string[]): void } }
}

export interface GraphDef {
	setVersions(versions: unknown): void
	addNode(node: NodeDef): void
}

export interface NodeDef {
	setName(name: string): void
	setOp(op: string): void
	setInputList(inputs: readonly string[]): void
	getAttrMap(): { set(name: string, value: AttrValue): void }
}

export interface AttrValue {
	setType(type: number): void
	setI(value: number): void
	setF(value: number): void
	setB(value: boolean): void
	/** Base64. */
	setS(value: string): void
	setShape(shape: TensorShape): void
	setTensor(tensor: TensorProto): void
	setList(list: unknown): void
}

export interface TensorShape {
	addDim(side: unknown): void
}

export interface TensorProto {
	setDtype(type: number): void
	setTensorShape(shape: TensorShape): void
	/** Base64 of the values one after another. */
	setTensorContent(content: string): void
}

interface MetaGraphDef {
	setMetaInfoDef(info: unknown): void
	setGraphDef(graph: GraphDef): void
}

interface SavedModel {
	setSavedModelSchemaVersion(version: number): void
	addMetaGraphs(graph: MetaGraphDef): void
	serializeBinary(): Uint8Array
}

let classes: Proto | undefined

/** Loaded with the first graph: a lab on another backend has no use for it. */
export const proto = (): Proto => (classes ??= load('@tensorflow/tfjs-node/dist/proto/api_pb.js') as Proto)
