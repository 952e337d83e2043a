import { z } from 'zod'
import { runChange } from '../../shared/lab.ts'
import type { Environment, EpochPoint } from '../../shared/runs.ts'
import { formatNumber, readExported } from './read-exported.ts'

/** Short words, such as a version. */
export const text = z.string().max(400)
export const share = z.number().min(0).max(1)
export const epoch = z.int().min(1).max(10_000)
/** In hex. */
export const sha256 = z.string().regex(/^[\da-f]{64}$/)
const moment = z.iso.datetime()
const tensors = z.array(z.strictObject({ name: z.string().max(100), shape: z.array(z.int().min(0)).max(8) })).max(1000)

const point: z.ZodType<EpochPoint> = z.strictObject({
	epoch,
	loss: z.number(),
	accuracy: share,
	valLoss: z.number().nullable(),
	valAccuracy: share.nullable(),
	learningRate: z.number().min(0),
	seconds: z.number().min(0)
})

const place = z.strictObject({
	lab: text,
	node: text,
	platform: text,
	cpu: text,
	threads: z.int().min(0),
	backend: text,
	tensorflow: text,
	oneDnn: z.boolean(),
	dataSha256: text,
	engine: z.enum(['graph', 'layers']).exactOptional(),
	engineWhy: text.exactOptional(),
	together: z.int().min(2).exactOptional(),
	alone: epoch.exactOptional()
})

export const environment: z.ZodType<Environment> = place.extend({
	later: z
		.array(z.strictObject({ epoch, environment: place }))
		.max(1000)
		.exactOptional()
})

/** What a run is called, and the preset it came from. */
export const { name, note, tags } = runChange.required().shape
export const preset = z.string().max(200).nullable()

/** What run.json says. The recipe is checked apart, with words of its own; what follows from others is not in here. */
export const manifestSchema = z.strictObject({
	format: z.literal(formatNumber),
	/** The same in every lab the run is carried to. */
	uid: z.string().regex(/^[\w-]{1,64}$/),
	name,
	note,
	tags,
	preset,
	status: z.enum(['finished', 'stopped', 'failed', 'interrupted']),
	problem: z.string().max(4000).nullable(),
	created: moment,
	ended: moment.nullable(),
	recipe: z.unknown(),
	/** sha256 of the recipe's canonical JSON, for those who compare; an import counts it anew. */
	recipeHash: text,
	environment: environment.nullable(),
	/** Bytes that the process held at most while it trained. */
	peakMemory: z.int().min(0).nullable().default(null),
	epochs: z.array(point).max(10_000),
	test: z
		.strictObject({
			epoch: z.int().min(0).max(10_000),
			loss: z.number(),
			accuracy: share,
			correct: z.int().min(0),
			count: z.int().min(1)
		})
		.nullable(),
	/** The epochs after which weights were kept, and what each weights/<epoch>.bin holds: float32, one after another. */
	weights: z.strictObject({ epochs: z.array(z.int().min(0).max(10_000)).max(10_000), tensors }),
	/** The epochs after which the answers to the validation images were kept: validation/<epoch>.u8. */
	predictions: z.array(epoch).max(10_000),
	/** The binary files, each with its length in bytes and its sha256 in hex. */
	parts: z.array(z.strictObject({ path: z.string().max(200), bytes: z.int().min(0), sha256 }))
})
export type Manifest = z.infer<typeof manifestSchema>

/** Reads run.json. Throws a LabProblem with a sentence when it is not one this lab can take. */
export const parseManifest = (bytes: Uint8Array): Manifest =>
	readExported(bytes, manifestSchema, { thing: 'run', file: 'run.json' })
