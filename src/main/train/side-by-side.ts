import type { Learners, OpenLearner, OpenLearners } from './learner.ts'

/** Several networks by an engine that knows one at a time: they take turns, batch by batch. */
export const sideBySide =
	(open: OpenLearner): OpenLearners =>
	(data, beginners): Learners => {
		const learners = beginners.map(({ recipe, weights, state }) => open(recipe, data, weights, state))
		return {
			train: (epochs, from) =>
				learners.map((learner, place) => {
					const epoch = epochs[place]
					if (!epoch) throw new Error(`network ${place + 1} has no epoch`)
					return learner.train(epoch, from)
				}),
			judge(images, places, signal) {
				const judged = learners.flatMap((learner) => learner.judge(images, places, signal) ?? [])
				return judged.length === learners.length ? judged : null
			},
			weights: () => learners.map((learner) => learner.weights()),
			state: () => learners.map((learner) => learner.state()),
			close: () => learners.forEach((learner) => learner.close())
		}
	}
