import type { Recipe } from '../../shared/recipe.ts'
import type { DataSet } from '../data/mnist.ts'
import { course, type Course } from './course.ts'
import type { Signal, TogetherEvent, Trained, TrainEvent } from './engine.ts'
import type { OpenLearners } from './learner.ts'

interface Member extends Course {
	place: number
	signal: Signal
}

/**
 * Trains networks side by side, in step. One whose signal comes, or whose loss is no number any more, leaves: the others go
 * on, beside what nobody looks at any more.
 */
export function* fitTogether(
	open: OpenLearners,
	recipes: readonly Recipe[],
	data: DataSet,
	signals: readonly Signal[],
	now: () => number
): Generator<TogetherEvent, (Trained | null)[]> {
	const all = recipes.map((recipe, place): Member => {
		const signal = signals[place]
		if (!signal) throw new Error(`network ${place + 1} has no signal`)
		return { ...course(recipe, null, now, recipes.length), place, signal }
	})
	let left = all
	function* leave({ place }: Member, problem: unknown): Generator<TogetherEvent> {
		left = left.filter((member) => member.place !== place)
		yield { place, event: { kind: 'left', problem } }
	}
	/** What each that is still there has to say. */
	function* each(say: (member: Member) => TrainEvent | null): Generator<TogetherEvent> {
		for (const member of left) {
			try {
				if (member.signal.aborted) yield* leave(member, null)
				else {
					const event = say(member)
					if (event) yield { place: member.place, event }
				}
			} catch (error) {
				yield* leave(member, error)
			}
		}
	}
	const learners = open(
		data,
		recipes.map((recipe, place) => ({ recipe, weights: all[place]?.first ?? [], state: null }))
	)
	// the validation images are the same for all
	const [{ validation } = { validation: new Uint32Array() }] = all
	const patient: Signal = {
		get aborted() {
			return left.every(({ signal }) => signal.aborted)
		}
	}
	try {
		while (left.length > 0 && all.every((member) => member.goesOn())) {
			const epochs = all.map((member) => member.begin())
			const [{ batches } = { batches: 0 }] = epochs
			for (let batch = 0; batch < batches && left.length > 0;) {
				const taken = learners.train(epochs, batch)
				batch += taken[0]?.batches ?? batches
				yield* each((member) => {
					const mine = taken[member.place]
					return mine ? member.take(mine) : null
				})
			}
			const held = validation.length > 0 ? learners.judge(data.training, validation, patient) : []
			const [weights, states] = left.length > 0 ? [learners.weights(), learners.state()] : [[], []]
			yield* each((member) => {
				const { place } = member
				return held && member.end(held[place] ?? null, weights[place] ?? [], states[place] ?? [])
			})
		}
		return all.map((member) => (left.includes(member) ? member.judged() : null))
	} finally {
		learners.close()
	}
}
