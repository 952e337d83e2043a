import { createRequire } from 'node:module'
import type * as Tf from '@tensorflow/tfjs'

export type { LayersModel, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'
export type TfLayer = Tf.layers.Layer

/** tfjs is CommonJS, and tfjs-node joins the copy that `require` gives: an `import` could load a second one. */
export const load = createRequire(import.meta.url)
export const tf = load('@tensorflow/tfjs') as typeof Tf
