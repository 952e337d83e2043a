import type { Layer } from '../../../../shared/layers.ts'
import type { Value, Variable } from '../graph.ts'
import { assign, reshape, sidesOf } from '../arrays.ts'
import { add, divide, multiply, subtract } from '../ops.ts'
import type { Pass, Setting } from './pass.ts'

/**
 * Every channel to mean 0 and variance 1 over the batch, then scaled and shifted (Ioffe and Szegedy 2015), by
 * TensorFlow's fused kernel, which wants pictures: a row of values is one of 1 × 1 pixel. Afterwards the moving averages
 * are used, which follow the batches with `momentum`.
 */
export function batchNorm(
	{ momentum, epsilon }: Extract<Layer, { kind: 'batchNorm' }>,
	x: Value,
	[gamma, beta, movingMean, movingVariance]: readonly Value[],
	[, , keptMean, keptVariance]: readonly Variable[],
	{ training, images }: Setting
): Pass {
	if (!gamma || !beta || !movingMean || !movingVariance || !keptMean || !keptVariance)
		throw new Error('batchNorm has too few weights')
	const { graph } = x
	const channels = x.shape.at(-1) ?? 1
	const [batch = -1] = x.shape
	const asPicture = (value: Value) => (x.shape.length === 4 ? value : reshape(value, [batch, 1, 1, channels]))
	const asBefore = (value: Value) => (x.shape.length === 4 ? value : reshape(value, x.shape, sidesOf(x)))
	const attributes = {
		T: { type: 'float32' },
		U: { type: 'float32' },
		epsilon: { float: epsilon },
		data_format: { string: 'NHWC' },
		is_training: { bool: training }
	} as const
	const none = graph.constant(new Float32Array(), [0])
	const picture = asPicture(x)
	const channel = { dtype: 'float32', shape: [channels] } as const
	const outputs = graph.node(
		'FusedBatchNormV3',
		[picture, gamma, beta, ...(training ? [none, none] : [movingMean, movingVariance])],
		{ ...attributes, exponential_avg_factor: { float: 1 } },
		[picture, channel, channel, channel, channel, channel]
	)
	const [output, mean, variance, ...kept] = outputs
	if (!output || !mean || !variance) throw new Error('FusedBatchNormV3 gives nothing')
	const follow = (kept: Variable, average: Value, value: Value) =>
		assign(kept, add(multiply(average, momentum), multiply(value, 1 - momentum)))
	const [, height = 1, width = 1] = picture.shape
	// the fused kernel divides by n − 1 (Bessel's correction), Keras's moving variance by n
	const uncorrected = (value: Value) => subtract(value, divide(value, multiply(images, height * width)))
	return {
		output: asBefore(output),
		updates: training
			? [follow(keptMean, movingMean, mean), follow(keptVariance, movingVariance, uncorrected(variance))]
			: [],
		backward(slope, wanted) {
			const slopes = graph.node('FusedBatchNormGradV3', [asPicture(slope), picture, gamma, ...kept], attributes, [
				picture,
				channel,
				channel
			])
			const [input, byGamma, byBeta] = slopes
			if (!input || !byGamma || !byBeta) throw new Error('FusedBatchNormGradV3 gives nothing')
			return { input: wanted ? asBefore(input) : null, weights: [byGamma, byBeta] }
		}
	}
}
