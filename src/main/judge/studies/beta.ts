/** The regularised incomplete beta function I_x(a, b), for x from 0 to 1: Lentz's continued fraction (Abramowitz and Stegun 26.5.8). */
export function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0
	if (x >= 1) return 1
	// the fraction converges fast on this side; the other one is its mirror
	if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
	const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
	let c = 1
	let d = 1 / (1 - ((a + b) * x) / (a + 1))
	let fraction = d
	for (let m = 1; m < 10_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
		d = 1 / (1 + even * d)
		c = 1 + even / c
		fraction *= c * d
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
		d = 1 / (1 + odd * d)
		c = 1 + odd / c
		fraction *= c * d
		if (Math.abs(c * d - 1) < 1e-16) break
	}
	return front * fraction
}

/** ln Γ(a) for positive a: Stirling's series (Abramowitz and Stegun 6.1.41) above 10, the recurrence below. */
export function logGamma(a: number): number {
	let shift = 0
	let x = a
	for (; x < 10; x++) shift -= Math.log(x)
	const inverse = 1 / (x * x)
	const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - (inverse * 1) / 1188)))) / x
	return shift + (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series
}
