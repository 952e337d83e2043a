import type { NamedTensor } from '../../shared/tensors.ts'
import { tf, type Tensor, type Variable } from './tf.ts'

/** A running average of the weights that learn (Polyak and Juditsky 1992, with a decay as Keras's `use_ema`). */
export interface Averages {
	/** After every step. */
	follow(): void
	/** Does `work` while the averages stand in place of the weights. */
	instead<T>(work: () => T): T
	/** The weights that learn, copied: a state like the optimizer's. */
	state(): NamedTensor[]
	dispose(): void
}

/** With `decay` 0 there is nothing to average. The averages begin as the weights stand; `from` may say others to go on with. */
export function averagesOf(weights: readonly Variable[], decay: number, from: readonly NamedTensor[] | null): Averages {
	if (decay === 0)
		return { follow: () => undefined, instead: (work) => work(), state: () => [], dispose: () => undefined }
	const averages = weights.map((weight) => tf.tidy(() => tf.variable(weight.clone(), false)))
	const found = new Map(from?.map((tensor) => [tensor.name, tensor.values]))
	for (const [place, weight] of weights.entries()) {
		const values = found.get(nameOf(place))
		if (values) tf.tidy(() => weight.assign(tf.tensor(values, weight.shape)))
	}
	/** Puts into each weight what `source` says for its place. */
	const fill = (source: readonly { clone(): Tensor }[]) =>
		tf.tidy(() => weights.forEach((weight, place) => source[place] && weight.assign(source[place].clone())))
	return {
		follow: () =>
			tf.tidy(() => {
				for (const [place, average] of averages.entries()) {
					const weight = weights[place]
					if (weight) average.assign(tf.add(tf.mul(average, decay), tf.mul(weight, 1 - decay)))
				}
			}),
		instead(work) {
			const raw = weights.map((weight) => weight.clone())
			fill(averages)
			try {
				return work()
			} finally {
				fill(raw)
				raw.forEach((one) => one.dispose())
			}
		},
		state: () =>
			weights.map((weight, place) => ({
				name: nameOf(place),
				shape: weight.shape,
				values: weight.dataSync().slice() as Float32Array
			})),
		dispose: () => averages.forEach((average) => average.dispose())
	}
}

const nameOf = (place: number) => `${place + 1}/raw`
