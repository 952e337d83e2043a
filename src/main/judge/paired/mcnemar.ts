import { alpha } from '../../../shared/comparing.ts'

/**
 * McNemar's test of two runs that disagree on so many images: two-sided, exact (binomial with ½), and its mid-p version,
 * which counts the probability of what was observed half (Fagerland, Lydersen and Laake 2013). 1 where they never disagree.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): { exact: number; midP: number } {
	const [fewer, all] = [Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond]
	const tail = halfTail(fewer, all)
	return { exact: Math.min(1, 2 * tail), midP: Math.min(1, 2 * tail - chance(fewer, all)) }
}

/**
 * With so many disagreements, the least net difference (of the same parity) at which the exact test falls to 5 %: with 100
 * it is 22. Null where even all on one side would not do: with five or fewer.
 */
export function netNeeded(disagreements: number): number | null {
	if (2 * halfTail(0, disagreements) > alpha) return null
	let [shown, open] = [0, Math.floor(disagreements / 2) + 1]
	while (open - shown > 1) {
		const middle = Math.floor((shown + open) / 2)
		if (2 * halfTail(middle, disagreements) <= alpha) shown = middle
		else open = middle
	}
	return disagreements - 2 * shown
}

/** P(X ≤ fewer) of a binomial X with ½, from its largest term down. */
function halfTail(fewer: number, all: number): number {
	let term = chance(fewer, all)
	let sum = 0
	for (let hits = fewer; hits >= 0 && term > sum * 1e-17; hits--) {
		sum += term
		term *= hits / (all - hits + 1)
	}
	return sum
}

/** P(X = hits) of a binomial X with ½. */
const chance = (hits: number, all: number) =>
	Math.exp(logFactorial(all) - logFactorial(hits) - logFactorial(all - hits) - all * Math.LN2)

/** ln n!, by Stirling's series from 32 on, where what is left out is below 1e-13. */
function logFactorial(n: number): number {
	if (n >= 32)
		return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
	let log = 0
	for (let factor = 2; factor <= n; factor++) log += Math.log(factor)
	return log
}
