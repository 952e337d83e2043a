import { createRequire } from 'node:module'
import type * as Tf from '@tensorflow/tfjs'

export type { Optimizer as TfOptimizer, Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
export type { LayersModel } from '@tensorflow/tfjs'
export type TfLayer = Tf.layers.Layer

/** tfjs is CommonJS, and tfjs-node joins the copy that `require` gives: an `import` could load a second one. */
export const load = createRequire(import.meta.url)
export const tf = load('@tensorflow/tfjs') as typeof Tf
