import type { Activation } from '../../../../shared/layers.ts'
import type { Value } from '../graph.ts'
import {
	add,
	elu,
	eluSlope,
	errorFunction,
	exponential,
	multiply,
	relu,
	reluSlope,
	sigmoid,
	sigmoidSlope,
	softmax,
	square,
	subtract,
	sum,
	tanh,
	tanhSlope
} from '../ops.ts'

interface Activated {
	output: Value
	/** The slope by what went in, from the slope by what came out. */
	readonly backward: (slope: Value) => Value
}

/** The function a layer applies to its sums, and its derivative. */
export function activate(activation: Activation, x: Value): Activated {
	switch (activation) {
		case 'linear':
			return { output: x, backward: (slope) => slope }
		case 'relu': {
			const output = relu(x)
			return { output, backward: (slope) => reluSlope(slope, output) }
		}
		case 'sigmoid': {
			const output = sigmoid(x)
			return { output, backward: (slope) => sigmoidSlope(slope, output) }
		}
		case 'tanh': {
			const output = tanh(x)
			return { output, backward: (slope) => tanhSlope(slope, output) }
		}
		case 'elu': {
			const output = elu(x)
			return { output, backward: (slope) => eluSlope(slope, output) }
		}
		case 'softmax': {
			// ∂pᵢ/∂xⱼ = pᵢ(δᵢⱼ − pⱼ)
			const output = softmax(x)
			return {
				output,
				backward: (slope) => multiply(output, subtract(slope, sum(multiply(slope, output), -1, true)))
			}
		}
		case 'gelu': {
			// x Φ(x), Φ the standard normal distribution (Hendrycks and Gimpel 2016); its derivative is Φ(x) + x φ(x)
			const below = multiply(0.5, add(1, errorFunction(multiply(x, Math.SQRT1_2))))
			const density = multiply(1 / Math.sqrt(2 * Math.PI), exponential(multiply(-0.5, square(x))))
			return {
				output: multiply(x, below),
				backward: (slope) => multiply(slope, add(below, multiply(x, density)))
			}
		}
	}
}
