import type { Layer } from '../../../../shared/layers.ts'
import type { Shape } from '../../../../shared/network.ts'
import type { Value, Variable } from '../graph.ts'
import { activate } from './activation.ts'
import { batchNorm } from './batch-norm.ts'
import { conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { dropout } from './dropout.ts'
import { gru } from './gru.ts'
import { lstm } from './lstm.ts'
import { flatten } from './flatten.ts'
import type { Pass, Setting } from './pass.ts'
import { averagePool2d, globalAveragePool2d, maxPool2d } from './pool.ts'
import { recurrent } from './recurrent.ts'
import { simpleRnn } from './simple-rnn.ts'

/** Writes one layer into a graph: `weights` are the values of `kept`, as `initialWeights` lists them; `shape` is the output's, with the batch. */
export function writeLayer(
	layer: Layer,
	x: Value,
	weights: readonly Value[],
	kept: readonly Variable[],
	shape: Shape,
	setting: Setting
): Pass {
	switch (layer.kind) {
		case 'dense':
			return dense(layer, x, weights)
		case 'conv2d':
			return conv2d(layer, x, weights, shape)
		case 'maxPool2d':
			return maxPool2d(layer, x, shape)
		case 'averagePool2d':
			return averagePool2d(layer, x, shape)
		case 'globalAveragePool2d':
			return globalAveragePool2d(x)
		case 'activation': {
			const { output, backward } = activate(layer.activation, x)
			return { output, backward: (slope, wanted) => ({ input: wanted ? backward(slope) : null, weights: [] }) }
		}
		case 'flatten':
			return flatten(x)
		case 'dropout':
			return dropout(layer, x, setting)
		case 'batchNorm':
			return batchNorm(layer, x, weights, kept, setting)
		case 'lstm':
		case 'gru':
		case 'simpleRnn': {
			const [kernel, recurrentKernel, bias] = weights
			if (!kernel || !recurrentKernel || !bias) throw new Error(`${layer.kind} has too few weights`)
			return recurrent(layer, x, kernel, bias, cells[layer.kind](layer.activation, recurrentKernel))
		}
	}
}

const cells = { lstm, gru, simpleRnn }
