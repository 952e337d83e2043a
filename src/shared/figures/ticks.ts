/** Round places (1, 2 or 5 times a power of ten apart) on an axis from `from` to `to`, both ends included where they fall, at most `most` steps. */
export function ticks(from: number, to: number, most: number): number[] {
	const least = (to - from) / most
	const power = 10 ** Math.floor(Math.log10(least))
	const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least * 0.999_999) ?? power * 10
	const first = Math.ceil(from / step - 1e-6)
	const last = Math.floor(to / step + 1e-6)
	// divided where possible: 3 × 0.1 is not 0.3
	return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}
