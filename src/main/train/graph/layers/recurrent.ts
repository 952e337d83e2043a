import { join, pack, reshape, split, transpose, unpack, zerosLike } from '../arrays.ts'
import type { Value } from '../graph.ts'
import { add, addBias, biasSlope, matMul } from '../ops.ts'
import type { Pass } from './pass.ts'

/** What a recurrent layer does with one row of the image, whatever it does inside. */
export interface Cell {
	/** How many numbers of a step's sums there are for each unit: its gates. */
	gates: number
	/** What is handed from step to step; the first is what the layer gives. */
	states: number
	/** From xW + b of this step ([batch, gates · units]) and the last state, the next one. */
	readonly step: (sums: Value, state: readonly Value[]) => Step
}

export interface Step {
	state: readonly Value[]
	/** From the slopes by `state`, those by the sums and by the last state. */
	readonly backward: (slopes: readonly Value[]) => Returned
}

export interface Returned {
	sums: Value
	state: readonly Value[]
	/** What went into the recurrent kernel, or into its parts one after another, and the slopes by what came out. */
	recurrent: readonly { from: Value; slope: Value }[]
}

/**
 * A recurrent layer, unrolled: the sums of all steps in one matrix product, then step after step, and back through time
 * from the last step to the first (backpropagation through time; Werbos 1990). `x` is [batch, steps, features].
 */
export function recurrent(
	{ units, returnSequences }: { units: number; returnSequences: boolean },
	x: Value,
	kernel: Value,
	bias: Value,
	cell: Cell
): Pass {
	const [batch = -1, steps = 1, features = 1] = x.shape
	const width = cell.gates * units
	// step by step: [steps · batch, features]
	const flat = reshape(transpose(x, [1, 0, 2]), [-1, features])
	const inSteps = (value: Value, length: number) => unpack(reshape(value, [steps, batch, length]))
	const sums = inSteps(addBias(matMul(flat, kernel), bias), width)
	const [first] = sums
	if (!first) throw new Error('there is no step')
	const nothing = zerosLike(split(first, cell.gates)[0] ?? first)
	const taken: Step[] = []
	let state: readonly Value[] = Array<Value>(cell.states).fill(nothing)
	for (const own of sums) {
		const step = cell.step(own, state)
		taken.push(step)
		state = step.state
	}
	const given = taken.map((step) => step.state[0] ?? nothing)
	const last = given.at(-1) ?? nothing
	return {
		output: returnSequences ? transpose(packed(given), [1, 0, 2]) : last,
		backward(slope, wanted) {
			const slopes = returnSequences ? unpack(transpose(slope, [1, 0, 2])) : null
			const returned: Returned[] = []
			let later: readonly Value[] = Array<Value>(cell.states).fill(nothing)
			for (let step = steps - 1; step >= 0; step--) {
				const own = slopes ? slopes[step] : step === steps - 1 ? slope : null
				const [head = nothing, ...rest] = later
				const back = taken[step]?.backward([own ? add(head, own) : head, ...rest])
				if (!back) throw new Error('a step has no way back')
				returned.unshift(back)
				later = back.state
			}
			const bySums = reshape(packed(returned.map((one) => one.sums)), [-1, width])
			const byInput = wanted ? matMul(bySums, kernel, { transposeB: true }) : null
			return {
				input: byInput && transpose(reshape(byInput, [steps, batch, features]), [1, 0, 2]),
				weights: [matMul(flat, bySums, { transposeA: true }), recurrentSlope(returned), biasSlope(bySums)]
			}
		}
	}
}

/** The slope by the recurrent kernel: for each of its parts, what went in at every step times what came back. */
function recurrentSlope(steps: readonly Returned[]): Value {
	const parts = (steps[0]?.recurrent ?? []).map((_, part) => {
		const all = (pick: (pair: { from: Value; slope: Value }) => Value) => {
			const values = steps.flatMap(({ recurrent }) => (recurrent[part] ? [pick(recurrent[part])] : []))
			return reshape(packed(values), [-1, values[0]?.shape[1] ?? 1])
		}
		return matMul(
			all((pair) => pair.from),
			all((pair) => pair.slope),
			{ transposeA: true }
		)
	})
	return join(parts as [Value, ...Value[]])
}

const packed = (values: readonly Value[]) => pack(values as [Value, ...Value[]])
