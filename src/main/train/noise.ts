import { factsOf } from '../../shared/dataset.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { DataSet } from '../data/mnist.ts'
import { splitImages } from '../data/split.ts'
import { random } from './random.ts'

/**
 * The data set with the wrong labels a recipe asks for: a share of the images it learns from, drawn by a seed of their own,
 * gets one of the other classes the recipe takes, each equally likely. Validation and test keep theirs: what is measured
 * there is how well the network does in spite of them.
 */
export function withNoise(recipe: Recipe, data: DataSet): DataSet {
	const { noise, classes } = recipe.data
	if (!noise) return data
	const { training } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
	const source = random(noise.seed, 'noise')
	const others = classes ?? factsOf(recipe.data).classes.map((_, label) => label)
	const labels = data.training.labels.slice()
	// the order they were divided in would have the noise hang on the split's seed
	const drawn = training.slice().sort()
	source.shuffle(drawn)
	for (const place of drawn.subarray(0, Math.round(noise.share * drawn.length))) {
		const wrong = others.filter((label) => label !== labels[place])
		labels[place] = wrong[Math.floor(source.next() * wrong.length)] ?? 0
	}
	return { ...data, training: { ...data.training, labels } }
}
