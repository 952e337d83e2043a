import type { Components } from './components.ts'
import type { Points } from './neighbours.ts'

/**
 * Images as vectors of length 1, by their coordinates along the components' axes but from the black image instead of the
 * mean one: from where they lie around the mean, and how long they are. Both parts, training first.
 */
export function directionsOf({ mean, axes }: Components, parts: readonly Points[], lengths: Float64Array): Points {
	const size = parts[0]?.size ?? 0
	const black = Float64Array.from({ length: size }, (_, component) => {
		let sum = 0
		for (let pixel = 0; pixel < mean.length; pixel++)
			sum += (axes[component * mean.length + pixel] ?? 0) * (mean[pixel] ?? 0)
		return sum
	})
	const count = parts.reduce((sum, part) => sum + part.count, 0)
	const values = new Float32Array(count * size)
	let image = 0
	for (const part of parts)
		for (let at = 0; at < part.count; at++, image++) {
			const length = lengths[image] ?? 0
			for (let component = 0; component < size && length > 0; component++)
				values[image * size + component] =
					((part.values[at * size + component] ?? 0) + (black[component] ?? 0)) / length
		}
	return { count, size, values }
}
