/**
 * `count` of these places, each choice equally likely, fixed by the seed: the first steps of a Fisher and Yates shuffle
 * (Durstenfeld 1964) with numbers from mulberry32 (Tommy Ettinger). All of them, shuffled, where there are fewer.
 */
export function draw(places: readonly number[], count: number, seed: number): number[] {
	const left = [...places]
	const next = numbersOf(seed)
	const drawn = Math.min(count, left.length)
	for (let place = 0; place < drawn; place++) {
		const other = place + Math.floor(next() * (left.length - place))
		const kept = left[place] ?? 0
		left[place] = left[other] ?? 0
		left[other] = kept
	}
	return left.slice(0, drawn)
}

/** A stream of numbers from 0 up to but not including 1, fixed by the seed: mulberry32 (Tommy Ettinger). */
export function numbersOf(seed: number): () => number {
	let state = seed | 0
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}
