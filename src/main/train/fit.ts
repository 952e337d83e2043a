import type { Recipe } from '../../shared/recipe.ts'
import type { DataSet } from '../data/mnist.ts'
import { committee } from './committee.ts'
import { course } from './course.ts'
import type { Engine, Signal, Start, Trained, TrainEvent } from './engine.ts'
import { fitTogether } from './fit-together.ts'
import type { OpenLearner, OpenLearners } from './learner.ts'
import { measure } from './measure.ts'

/** An engine that trains with learners of its own: order, schedule, watch and reports are the same for all of them. */
export function engineOf(openAll: OpenLearners, now: () => number): Engine {
	const open = committee(openAll)
	return {
		fit: (recipe, data, start, signal) => fit(open, recipe, data, start, signal, now),
		fitTogether: (recipes, data, signals) => fitTogether(openAll, recipes, data, signals, now),
		test(recipe, data, weights, signal) {
			const learner = open(recipe, data, weights, null)
			try {
				return learner.judge(
					data.test,
					Uint32Array.from(data.test.labels, (_, place) => place),
					signal
				)
			} finally {
				learner.close()
			}
		},
		measure: (recipe, data, signal) => measure(open, recipe, data, signal, now)
	}
}

function* fit(
	open: OpenLearner,
	recipe: Recipe,
	data: DataSet,
	start: Start | null,
	signal: Signal,
	now: () => number
): Generator<TrainEvent, Trained | null> {
	const mine = course(recipe, start, now)
	const learner = open(recipe, data, mine.first, start?.state ?? null)
	try {
		while (mine.goesOn()) {
			const epoch = mine.begin()
			for (let batch = 0; batch < epoch.batches;) {
				if (signal.aborted) return null
				const taken = learner.train(epoch, batch)
				batch += taken.batches
				const report = mine.take(taken)
				if (report) yield report
			}
			const validates = mine.validation.length > 0
			if (validates) yield mine.validating()
			const held = validates ? learner.judge(data.training, mine.validation, signal) : null
			if (validates && !held) return null
			yield mine.end(held, learner.weights(), learner.state())
		}
		return mine.judged()
	} finally {
		learner.close()
	}
}
