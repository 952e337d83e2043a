/** One of so many images of a class goes to the test where none came with the set. */
export const oneOf = 6

/**
 * Decides image by image which is set apart for the test: of each six of a class one, drawn by a seed, so that every class
 * keeps its share (a stratified sample). Numbers from mulberry32 (Tommy Ettinger).
 */
export function splitOff(seed: number): (label: number) => boolean {
	let state = seed | 0
	const seen = new Uint32Array(256)
	const drawn = new Uint32Array(256)
	return (label) => {
		const place = (seen[label] ?? 0) % oneOf
		seen[label] = (seen[label] ?? 0) + 1
		if (place === 0) {
			state = (state + 0x6d2b79f5) | 0
			let mixed = Math.imul(state ^ (state >>> 15), state | 1)
			mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
			drawn[label] = ((mixed ^ (mixed >>> 14)) >>> 0) % oneOf
		}
		return place === drawn[label]
	}
}
