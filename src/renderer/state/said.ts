import { ORPCError } from '@orpc/client'
import type { RecipeProblem } from '../../shared/check.ts'
import { BytesProblem } from './bytes.ts'

/** What a person is told when the lab could not do what they asked. */
export interface Said {
	sentence: string
	/** Where in a recipe it belongs, when it is about one. */
	fields: RecipeProblem[]
}

/** A problem is shown word for word; anything else is a fault, and its details belong in the console. */
export function saidBy(error: unknown): Said {
	if (error instanceof ORPCError && error.code === 'PROBLEM') {
		const data = error.data as { fields?: RecipeProblem[] } | undefined
		return { sentence: error.message, fields: data?.fields ?? [] }
	}
	if (error instanceof BytesProblem) return { sentence: error.message, fields: [] }
	console.error(error)
	const sentence = isLost(error)
		? 'The lab did not answer. What you typed is kept; try again when it is back.'
		: 'Something went wrong inside the lab. Nothing was started or removed; please try again.'
	return { sentence, fields: [] }
}

/** A call that never reached the lab, or whose answer was cut off. */
const isLost = (error: unknown) => !(error instanceof ORPCError)
