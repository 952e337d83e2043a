import type { ImportProgress } from './importing.ts'
import type { Judgement } from './judgement.ts'
import type { LayerRow } from './network.ts'
import type { Recipe } from './recipe.ts'

/** `interrupted`: the program ended while it trained; `stopped`: a person did. */
export type RunStatus = 'queued' | 'training' | 'evaluating' | 'finished' | 'stopped' | 'failed' | 'interrupted'

export const isOver = (status: RunStatus) => status !== 'queued' && status !== 'training' && status !== 'evaluating'

/** Accuracies are shares from 0 to 1, losses means per image, times seconds. Validation is null without such images. */
export interface EpochPoint {
	epoch: number
	loss: number
	accuracy: number
	valLoss: number | null
	valAccuracy: number | null
	learningRate: number
	/** The whole epoch, validation included. */
	seconds: number
}

/** An epoch that has ended. */
export interface EndedEpoch {
	point: EpochPoint
	/** Whether its validation loss is the lowest so far. */
	best: boolean
	/** What it answers to the validation images, where that is kept: see train/predicted.ts. */
	predictions: Uint8Array | null
	/** Bytes that the whole process held at most since the run began here. */
	peakMemory: number
}

/** What a list shows of a run. */
export interface RunRow {
	id: number
	name: string
	preset: string | null
	/** "784 → 128 relu → dropout 0.3 → 10 softmax" */
	network: string
	/** "sgd 0.01 · batch 64 · 50 epochs · seed 1" */
	settings: string
	/** Runs with the same one have recipes that differ in their seed alone. */
	likeness: string
	status: RunStatus
	/** The sentence that says why it failed. */
	problem: string | null
	/** What a person wrote about it. */
	note: string
	tags: string[]
	starred: boolean
	archived: boolean
	/** When it came from another lab's file, ISO 8601, UTC. */
	imported: string | null
	/** Whether it was cut off and can go on where it was. */
	resumable: boolean
	/** What it learned from; runs with one key have the same test, others are never compared; whether pictures can be read. */
	dataName: string
	testKey: string
	readsDigits: boolean
	optimizer: string
	/** Each kind once: dense, dropout … */
	layerKinds: string[]
	parameters: number
	epochs: number
	epochsDone: number
	/** The epoch with the lowest validation loss, and its validation accuracy. */
	bestEpoch: number | null
	valLoss: number | null
	valAccuracy: number | null
	testAccuracy: number | null
	testLoss: number | null
	/** How many images it was tested on. */
	testCount: number | null
	/** Training alone, the sum of its epochs. */
	seconds: number
	/** ISO 8601, UTC. */
	created: string
}

/** What decided the bits of a run besides its recipe. */
export interface Environment {
	lab: string
	node: string
	platform: string
	cpu: string
	threads: number
	backend: string
	tensorflow: string
	oneDnn: boolean
	dataSha256: string
	/** What trained it; runs from before there were two know of no choice: layers. */
	engine?: 'graph' | 'layers'
	/** Why it was not the fastest engine. */
	engineWhy?: string
	/** How many networks were trained side by side, this one among them, where it was more than one: its seconds are its share. */
	together?: number
	/** From this epoch on it was trained alone after all, since it was cut off. */
	alone?: number
	/** Where it went on, from this epoch, when that was another environment: then nowhere are its bits the same. */
	later?: { epoch: number; environment: Omit<Environment, 'later'> }[]
}

export interface TestResult {
	loss: number
	accuracy: number
	correct: number
	count: number
	/** Wilson's 95 % interval of the accuracy. */
	interval: { low: number; high: number }
	/** The epoch whose weights were judged. */
	epoch: number
}

export interface RunDetail extends RunRow {
	/** The same in every lab the run is carried to. */
	uid: string
	recipe: Recipe
	/** Two runs with one hash in one environment have the same bits. */
	recipeHash: string
	environment: Environment | null
	/** Bytes that the whole process held at most while it trained; null before the first epoch, and in older runs. */
	peakMemory: number | null
	summary: LayerRow[]
	points: EpochPoint[]
	/** The epochs whose answers to the validation images are kept. */
	predictedEpochs: number[]
	/** The epoch of the weights that are kept: those it was judged with, else the newest. Null before the first. */
	weightsEpoch: number | null
	test: TestResult | null
	/** Null until the test images have been looked at. */
	judgement: Judgement | null
}

/** A run that is wrong about an image. */
export interface Mistaken {
	run: number
	name: string
	/** What it takes it for. */
	predicted: number
}

/** A training image that is like another image. */
export interface Neighbour {
	/** Its place among the training images. */
	image: number
	label: number
	/** Euclidean, over pixels from 0 to 1. */
	distance: number
}

/** Where a training run is, several times a second. */
export interface Progress {
	run: number
	phase: 'training' | 'validating' | 'testing'
	epoch: number
	epochs: number
	batch: number
	batches: number
	/** Running means over the epoch so far. */
	loss: number
	accuracy: number
	samplesPerSecond: number
	/** Of the whole run, from the speed so far; null until it can be told. */
	secondsLeft: number | null
}

/** What the lab tells everybody who watches it. */
export type LabEvent =
	| { kind: 'run'; run: RunRow }
	| { kind: 'epoch'; run: number; point: EpochPoint }
	| { kind: 'progress'; progress: Progress }
	| { kind: 'removed'; run: number }
	/** There is another data set, or one less, or one is called otherwise. */
	| { kind: 'data' }
	| { kind: 'import'; progress: ImportProgress }
	/** A study is new, gone, or further than it was. */
	| { kind: 'study'; study: number }

/** What computes here, and on what. */
export interface About {
	version: string
	home: string
	/** That the home can only be read; null where it can be written. */
	homeNotice: string | null
	node: string
	cpu: string
	threads: number
	backend: Backend
	data: { training: number; test: number }
}

export type Backend =
	| { kind: 'native'; tensorflow: string }
	/** Slower, dense networks only; the notice says what it costs and how to mend it. */
	| { kind: 'wasm'; tensorflow: string; notice: string }
	| { kind: 'none'; notice: string }

/** How long an epoch of a recipe will take here. */
export type Estimate = { kind: 'measured'; secondsPerEpoch: number } | { kind: 'unknown'; why: string }
