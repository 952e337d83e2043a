import { factsOf } from '../../shared/dataset.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { splitImages } from '../data/split.ts'
import { epochOf } from './epoch.ts'
import { initialWeights, type Weight } from './initial.ts'
import type { Epoch, OpenLearner, OpenLearners, Taken } from './learner.ts'
import { meanJudged } from './mean-judged.ts'
import { random } from './random.ts'
import { joined, parted } from './members.ts'

/**
 * The recipes of a committee's networks: the first has the run's seed, the next the next one, so that a committee is what
 * the runs with those seeds are together. A single network is a committee of one.
 */
export const membersOf = (recipe: Recipe): Recipe[] =>
	Array.from({ length: recipe.committee }, (_, place) => ({
		...recipe,
		committee: 1,
		seed: (recipe.seed + place) % 2 ** 31
	}))

/** What all networks of a recipe start from, one after another. */
export const firstWeights = (recipe: Recipe): Weight[] =>
	joined(membersOf(recipe).map(({ layers, seed }) => initialWeights(layers, seed, factsOf(recipe.data).image)))

/**
 * Networks that learn side by side from the same images, each with weights, order, dropout and changed pictures of its
 * own, and that answer with the mean of their probabilities (Hansen and Salamon 1990; Lakshminarayanan et al. 2017). While
 * they train, loss and hits are all networks' sums; what is judged is the committee.
 */
export const committee =
	(open: OpenLearners): OpenLearner =>
	(recipe, data, weights, state) => {
		const members = membersOf(recipe)
		const count = members.length
		const [weightsOf, stateOf] = [parted(weights, count), state && parted(state, count)]
		const beginners = members.map((member, place) => ({
			recipe: member,
			weights: weightsOf[place] ?? [],
			state: stateOf && (stateOf[place] ?? [])
		}))
		const learners = open(data, beginners)
		const classes = factsOf(recipe.data).classes.length
		const { training } = splitImages(recipe, random(recipe.seed, 'split').shuffle)
		let epochs: Epoch[] = []

		/** The first network's epoch is the run's own. */
		function epochsOf(epoch: Epoch): Epoch[] {
			if (epochs[0] !== epoch) {
				const others = members.slice(1).map((member) => epochOf(member, training, epoch.number))
				epochs = [epoch, ...others]
			}
			return epochs
		}

		return {
			train(epoch, from) {
				const all = learners.train(epochsOf(epoch), from)
				const [first] = all
				if (!first) throw new Error('a committee has a network')
				const sum = (of: (taken: Taken) => number) => all.reduce((sum, taken) => sum + of(taken), 0)
				return { ...first, loss: sum(({ loss }) => loss), hits: sum(({ hits }) => hits) }
			},
			judge(images, places, signal) {
				const judged = learners.judge(images, places, signal)
				return judged && meanJudged(judged, recipe.loss, images.labels, places, classes)
			},
			weights: () => joined(learners.weights()),
			state: () => joined(learners.state()),
			close: () => learners.close()
		}
	}
