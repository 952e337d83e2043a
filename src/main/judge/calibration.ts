import type { BinRule, Calibration, ReliabilityBin } from '../../shared/calibration.ts'
import { wilson } from '../../shared/wilson.ts'
import type { Certainty } from './certainty.ts'
import { coverage } from './coverage.ts'

const binCount = 15

/**
 * How well a network is calibrated: whether of the images it is 80 % sure of, 80 % are right.
 *
 * - Bins: Guo, Pleiss, Sun, Weinberger 2017, "On Calibration of Modern Neural Networks", eq. 2–3: 15 of the largest
 *   probability, I_m = ((m − 1)/15, m/15]; or between the 15-quantiles (Nguyen, O'Connor 2015).
 * - ECE = Σ (n_m / n) |accuracy_m − confidence_m|, MCE = max |accuracy_m − confidence_m| (Naeini, Cooper, Hauskrecht
 *   2015; Guo eq. 4–5).
 * - ECE by chance: were every confidence p the true chance to be right, then Σ (right − p) over a bin has variance
 *   Σ p (1 − p), and the mean size of a normal deviate is σ √(2/π); so √(2/π) / n × Σ_m √(Σ_m p (1 − p)). The idea is
 *   the consistency check of Bröcker, Smith 2007, "Increasing the Reliability of Reliability Diagrams".
 * - Brier score and negative log-likelihood: the means of what `Certainty` sums.
 */
export function calibration(run: number, { sure, isRight, brier, nll }: Certainty, rule: BinRule): Calibration {
	const images = sure.length
	const correct = isRight.reduce((sum, one) => sum + one, 0)
	const found = inBins(sure, isRight, rule === 'width' ? equalWidth() : equalMass(sure))
	const gap = (bin: ReliabilityBin) => Math.abs(bin.accuracy - bin.confidence)
	return {
		run,
		rule,
		images,
		correct,
		accuracy: correct / images,
		interval: wilson(correct, images),
		confidence: sure.reduce((sum, one) => sum + one, 0) / images,
		ece: found.bins.reduce((sum, bin) => sum + (bin.images / images) * gap(bin), 0),
		eceByChance: (Math.sqrt(2 / Math.PI) / images) * found.variances.reduce((sum, one) => sum + Math.sqrt(one), 0),
		mce: Math.max(...found.bins.map(gap)),
		brier: brier / images,
		nll: nll / images,
		bins: found.bins,
		coverage: coverage(sure, isRight)
	}
}

/** From 0 to 1, the ends included. */
const equalWidth = () => Array.from({ length: binCount + 1 }, (_, edge) => edge / binCount)

/** The quantiles, between two images where they fall there, as NumPy's `percentile` takes them. */
function equalMass(sure: Float64Array): number[] {
	const sorted = sure.toSorted()
	return Array.from({ length: binCount + 1 }, (_, edge) => {
		const place = (edge / binCount) * (sorted.length - 1)
		const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
		return low + (high - low) * (place - Math.floor(place))
	})
}

/** The bins that hold an image, and the variance of how many are right in each if every confidence is the true chance. */
function inBins(sure: Float64Array, isRight: Uint8Array, edges: readonly number[]) {
	const sums = edges
		.slice(1)
		.map((to, bin) => ({ from: edges[bin] ?? 0, to, images: 0, correct: 0, sure: 0, variance: 0 }))
	for (let image = 0; image < sure.length; image++) {
		const share = sure[image] ?? 0
		// an upper edge belongs to its bin; what rounding leaves above 1 belongs to the last
		let bin = 0
		while (bin < sums.length - 1 && share > (edges[bin + 1] ?? 1)) bin++
		const sum = sums[bin]
		if (!sum) continue
		sum.images++
		sum.correct += isRight[image] ?? 0
		sum.sure += share
		sum.variance += share * (1 - share)
	}
	const held = sums.filter(({ images }) => images > 0)
	return {
		bins: held.map(({ from, to, images, correct, sure }): ReliabilityBin => {
			return {
				from,
				to,
				images,
				correct,
				confidence: sure / images,
				accuracy: correct / images,
				interval: wilson(correct, images)
			}
		}),
		variances: held.map(({ variance }) => variance)
	}
}
