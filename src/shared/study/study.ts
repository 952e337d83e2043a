import { z } from 'zod'
import { recipeSchema } from '../recipe.ts'
import { someLevels, studyNumbers } from './explain-study.ts'
import { factors } from './factors.ts'
import { noRange, wrongRange } from './ranges.ts'
import { responses, type ResponseName } from './responses.ts'

/** A planned experiment: which recipes are trained with which seeds, what is asked of them, and what was expected. */

const factorName = z.enum(factors.map(({ name }) => name))
const level = z.union([z.number(), z.string().max(60)])
const levels = z
	.array(level)
	.min(someLevels.fewest)
	.max(someLevels.most)
	.refine((all) => new Set(all).size === all.length)
const factorLevels = z.strictObject({ factor: factorName, levels })
export type FactorLevels = z.infer<typeof factorLevels>

const range = z.union(
	[
		z
			.strictObject({ factor: factorName, from: z.number(), to: z.number(), log: z.boolean().default(false) })
			.superRefine(({ factor, from, to }, ctx) => {
				const message = wrongRange(factor, from, to)
				if (message !== null) ctx.addIssue({ code: 'custom', message })
			}),
		z.strictObject({ factor: factorName, among: levels })
	],
	{ error: ({ input }) => noRange(input) }
)
export type Range = z.infer<typeof range>

const whole = ({ minimum, maximum }: { minimum: number; maximum: number }) => z.int().min(minimum).max(maximum)
const others = (all: { factor: string }[]) => new Set(all.map(({ factor }) => factor)).size === all.length
const design = z.discriminatedUnion('kind', [
	/** What one factor does. The first level is the base unless another one is what the base recipe has. */
	z.strictObject({ kind: z.literal('one'), factor: factorName, levels }),
	/** What two factors do together: every level of one with every level of the other. */
	z.strictObject({
		kind: z.literal('grid'),
		factors: z.tuple([factorLevels, factorLevels]).refine(others, 'A grid takes two different factors.')
	}),
	/** Draws over ranges, for finding good settings rather than for knowing what one does. */
	z.strictObject({
		kind: z.literal('search'),
		ranges: z.array(range).min(1).max(6).refine(others, 'Each factor can be searched once.'),
		draws: whole(studyNumbers.draws),
		seed: whole(studyNumbers.seed).default(1)
	})
])
export type Design = z.infer<typeof design>

/** How many seeds each level gets when nobody says: the fewest with which a sign-flip test can come below 5 % (2 / 2⁶ = 3.1 %). */
export const usualSeeds = 6
/** How many settings a random search draws when nobody says. */
export const usualDraws = 12
/** As many runs as a study may have. */
export const mostRuns = 600

export const studySchema = z.strictObject({
	name: z.string().trim().min(1).max(120),
	question: z.string().trim().max(400).default(''),
	base: recipeSchema,
	/** The preset that the base recipe was started from. */
	preset: z.string().max(200).nullable().default(null),
	design,
	/** The base recipe's seed and those that follow it; every level is trained with the same ones. */
	seeds: whole(studyNumbers.seeds).default(usualSeeds),
	response: z.enum(Object.keys(responses) as [ResponseName, ...ResponseName[]]).default('valAccuracy')
})
export type Study = z.infer<typeof studySchema>
export type StudyInput = z.input<typeof studySchema>

/** Where in a study the levels, or the range, of the factor at `place` are written. */
export function levelsPath(kind: Design['kind'], place: number): (string | number)[] {
	switch (kind) {
		case 'one':
			return ['design', 'levels']
		case 'grid':
			return ['design', 'factors', place, 'levels']
		case 'search':
			return ['design', 'ranges', place]
	}
}

/** The factors of a design, in the order in which cells have their levels. */
export function factorsIn(design: Design): string[] {
	switch (design.kind) {
		case 'one':
			return [design.factor]
		case 'grid':
			return design.factors.map(({ factor }) => factor)
		case 'search':
			return design.ranges.map(({ factor }) => factor)
	}
}
