import { z } from 'zod'

/** A field of a recipe: its schema carries the words a form, a flag or a refusal shows (see knobs.ts). */
interface Words {
	title: string
	/** One sentence for somebody who does not know the word. */
	description: string
	/** What the number counts, where that is not plain from the title: "degrees". */
	unit?: string
}

/** A whole number from `minimum` to `maximum`, both allowed. */
export function whole(minimum: number, maximum: number, fallback: number, words: Words) {
	return z
		.int()
		.min(minimum)
		.max(maximum)
		.default(fallback)
		.meta({ ...words })
}

/** A real number from `minimum` to `maximum`, both allowed. */
export function real(minimum: number, maximum: number, fallback: number, words: Words) {
	return z
		.number()
		.min(minimum)
		.max(maximum)
		.default(fallback)
		.meta({ ...words })
}

/** One of a few names. `labels` are what a person reads, in the order they are offered. */
export function choice<const T extends Record<string, string>>(labels: T, fallback: keyof T & string, words: Words) {
	return z
		.enum(Object.keys(labels) as [keyof T & string])
		.default(fallback as never)
		.meta({ ...words, labels })
}

export function flag(fallback: boolean, words: Words) {
	return z
		.boolean()
		.default(fallback)
		.meta({ ...words })
}

/** The name that tells the members of a union apart, with the words for this member. */
export function kind<const K extends string>(name: K, words: Words) {
	return z.literal(name).meta({ ...words })
}

/** A value that may be left out: null, as an empty field gives it, is as if it were not there. */
export const absentNull = <T extends z.ZodType>(schema: T) =>
	schema
		.nullable()
		.optional()
		.transform((value) => value ?? undefined)
