/** Where the marks of an axis stand. Pure: canvas and SVG have the same. */

/** 1, 2 or 5 times a power of ten: the smallest such step that crosses `span` in at most `count` steps. */
export function niceStep(span: number, count: number): number {
	const raw = span / Math.max(1, count)
	const power = 10 ** Math.floor(Math.log10(raw))
	const share = raw / power
	return power * (share <= 1.000001 ? 1 : share <= 2.000001 ? 2 : share <= 5.000001 ? 5 : 10)
}

/** Multiples of `step` from `min` to `max`, without the dust of adding fractions. */
export function multiples(min: number, max: number, step: number): number[] {
	const first = Math.ceil(min / step - 1e-6)
	const last = Math.floor(max / step + 1e-6)
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) =>
		Number(((first + place) * step).toPrecision(12))
	)
}

/** Whole epochs; the first one is marked wherever it is not too near its neighbour. */
export function epochTicks(from: number, to: number, count: number): number[] {
	const step = Math.max(1, niceStep(to - from, count))
	const [first = to + step, ...rest] = multiples(Math.max(from, 1), to, step)
	const start = Math.ceil(from)
	if (start < 1 || start === first) return [first, ...rest].filter((tick) => tick <= to)
	return [start, ...(first - start >= step / 2 ? [first] : []), ...rest].filter((tick) => tick <= to)
}

const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400]

/** Seconds, at steps of a clock; below a second decimal ones, beyond days as many as it takes. */
export function timeTicks(from: number, to: number, count: number): number[] {
	const raw = (to - from) / Math.max(1, count)
	const step = raw < 1 ? niceStep(to - from, count) : clockSteps.find((one) => one >= raw)
	return multiples(from, to, step ?? Math.ceil(raw / 86_400) * 86_400)
}

/** 90 → "1:30", 3600 → "1 h", .5 → "0.5 s" */
export function sayClock(seconds: number): string {
	if (seconds < 60) return `${seconds} s`
	const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round(seconds % 60)]
	if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes}`
	return rest === 0 ? `${minutes} min` : `${minutes}:${String(rest).padStart(2, '0')}`
}

/** 1, 2 and 5 of every decade, or fewer or more of each, as many as fit; `min` is above 0. */
export function logTicks(min: number, max: number, count: number): number[] {
	for (const digits of [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]]) {
		const ticks = decades(min, max, digits)
		if (ticks.length <= count) return ticks.length >= 3 ? ticks : multiples(min, max, niceStep(max - min, count))
	}
	const all = decades(min, max, [1])
	const every = Math.ceil(all.length / count)
	return all.filter((_, place) => place % every === 0)
}

function decades(min: number, max: number, digits: readonly number[]): number[] {
	const [low, high] = [Math.floor(Math.log10(min)), Math.floor(Math.log10(max))]
	return Array.from({ length: high - low + 1 }, (_, place) => low + place)
		.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
		.filter((tick) => tick >= min * 0.999999 && tick <= max * 1.000001)
}
