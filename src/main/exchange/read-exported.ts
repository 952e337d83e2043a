import type { z } from 'zod'
import { LabProblem } from '../../shared/problems.ts'
import { damaged } from './unzip.ts'

/** The form of the JSON that this lab writes and reads, of runs and of recipe files; a later one gets the next number. */
export const formatNumber = 1

/** Characters of JSON; forty layers take a tenth. */
const largestRecipe = 50_000

/**
 * Reads JSON that a lab has exported. `thing` is what it stands for ("run"), `file` what it lies in ("run.json"). Throws a
 * LabProblem with a sentence when it is not what this lab can take; the recipe in it is only bounded, not checked.
 */
export function readExported<Exported extends { recipe: unknown }>(
	bytes: Uint8Array,
	schema: z.ZodType<Exported>,
	{ thing, file }: { thing: string; file: string }
): Exported {
	const json = parseJson(bytes, file)
	const format = (json as { format?: unknown } | null)?.format
	if (typeof format === 'number' && format > formatNumber)
		throw new LabProblem(
			'BAD_DATA',
			`This ${thing} was exported by a newer Digit Lab (its form is ${format}, this lab reads ${formatNumber}). Update Digit Lab and import it again.`
		)
	const parsed = schema.safeParse(json)
	if (parsed.success) {
		const { recipe } = parsed.data
		// what explains a recipe that is wrong was made for those that people write
		if (!isShallow(recipe, 8) || JSON.stringify(recipe ?? null).length > largestRecipe)
			throw damaged('its recipe is larger than any a Digit Lab trains')
		return parsed.data
	}
	const [issue] = parsed.error.issues
	const where = issue && issue.path.length > 0 ? `at ${issue.path.join('.').slice(0, 80)}` : 'from the start'
	throw damaged(`its ${file} is not what a Digit Lab writes (${where})`)
}

/** Whether values lie at most so many levels within each other. */
const isShallow = (value: unknown, levels: number): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1)))

function parseJson(bytes: Uint8Array, file: string): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
	} catch {
		throw damaged(`its ${file} is no JSON`)
	}
}
