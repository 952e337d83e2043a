import type { Recipe } from './recipe.ts'

/** The value as JSON with its keys in order, so that equal values give equal text. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
	if (typeof value !== 'object' || value === null) return JSON.stringify(value)
	const entries = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.sort(([left], [right]) => (left < right ? -1 : 1))
	return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), over UTF-16 code units. */
export function fnv1a(text: string, start = 0x811c9dc5): number {
	let value = start
	for (let place = 0; place < text.length; place++) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193)
	return value >>> 0
}

/** The same of a recipe. What older recipes knew nothing of is left out where it changes nothing, so that they are what they were. */
export function canonicalRecipe({ committee, augmentation: { elastic, ...moved }, ...recipe }: Recipe): string {
	const augmentation = elastic === 0 ? moved : { ...moved, elastic }
	return canonical({ ...recipe, augmentation, ...(committee > 1 && { committee }) })
}

/** Two recipes that differ in their seed alone have the same likeness: runs of the same experiment. */
export function likenessOf(recipe: Recipe): string {
	const text = canonicalRecipe({ ...recipe, seed: 0 })
	return [fnv1a(text), fnv1a(text, 0x9e3779b9)].map((half) => half.toString(16).padStart(8, '0')).join('')
}
