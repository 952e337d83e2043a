/** The probability that a chi-square variable is larger than `statistic`; 1 where there is no degree of freedom. */
export const chiSquareTail = (statistic: number, freedom: number) =>
	freedom < 1 || statistic <= 0 ? 1 : upperGamma(freedom / 2, statistic / 2)

/** The regularised upper incomplete gamma function Q(a, x): a series below a + 1, Lentz's continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31). */
function upperGamma(a: number, x: number): number {
	const front = Math.exp(a * Math.log(x) - x - logGamma(a))
	if (x < a + 1) {
		let term = 1 / a
		let sum = term
		for (let n = 1; term > sum * 1e-16; n++) {
			term *= x / (a + n)
			sum += term
		}
		return 1 - front * sum
	}
	let b = x + 1 - a
	let c = Infinity
	let d = 1 / b
	let fraction = d
	for (let n = 1; n < 1000; n++) {
		const an = -n * (n - a)
		b += 2
		d = 1 / (an * d + b)
		c = b + an / c
		fraction *= c * d
		if (Math.abs(c * d - 1) < 1e-16) break
	}
	return front * fraction
}

/** ln Γ(a) for a multiple of ½, from Γ(½) = √π and Γ(1) = 1. */
function logGamma(a: number): number {
	let sum = a % 1 === 0 ? 0 : Math.log(Math.PI) / 2
	for (let below = a - 1; below > 0; below--) sum += Math.log(below)
	return sum
}
