import { createHash } from 'node:crypto'

/** The value as JSON with its keys in order, so that equal values give equal text. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
	if (typeof value !== 'object' || value === null) return JSON.stringify(value)
	const entries = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.sort(([left], [right]) => (left < right ? -1 : 1))
	return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`
}

/** sha256 of the canonical JSON, in hex: two recipes with one hash describe the same run. */
export const hashOf = (value: unknown) => createHash('sha256').update(canonical(value)).digest('hex')
