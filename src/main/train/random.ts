import { fnv1a } from '../../shared/likeness.ts'

/** A stream of random numbers that a seed fixes. */
export interface Random {
	/** From 0 up to but not including 1, in steps of 2⁻³². */
	next: () => number
	/** Standard normal (Box and Muller 1958). */
	normal: () => number
	/** Puts the items in a random order, each order equally likely (Fisher and Yates; Durstenfeld 1964). */
	shuffle: (items: Uint32Array) => void
}

/** sfc32 (Chris Doty-Humphrey, PractRand), started from the FNV-1a hash of the words: `random(seed, 'epoch', 3)`. */
export function random(...words: (number | string)[]): Random {
	let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, fnv1a(words.join('/')), 1]
	const next = () => {
		const sum = (a + b + d) | 0
		d = (d + 1) | 0
		a = b ^ (b >>> 9)
		b = (c + (c << 3)) | 0
		c = ((c << 21) | (c >>> 11)) + sum
		return (sum >>> 0) / 2 ** 32
	}
	for (let warmup = 0; warmup < 16; warmup++) next()
	return {
		next,
		normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
		shuffle(items) {
			for (let last = items.length - 1; last > 0; last--) {
				const other = Math.floor(next() * (last + 1))
				const kept = items[last] ?? 0
				items[last] = items[other] ?? 0
				items[other] = kept
			}
		}
	}
}

/** Runs `work` with every `Math.random` in this thread drawn from `source`: tfjs's dropout has no other seed. */
export function withRandom<T>(source: Random, work: () => T): T {
	const usual = Math.random
	Math.random = () => source.next()
	try {
		return work()
	} finally {
		Math.random = usual
	}
}
