import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashOf } from '../../../src/main/runs/hash.ts'
import { openLab, type Lab } from '../../../src/main/lab.ts'
import { worldHere } from '../../../src/main/world.ts'
import { LabProblem } from '../../../src/shared/problems.ts'
import { recipeSchema } from '../../../src/shared/recipe.ts'
import type { RecipeFile } from '../../../src/shared/recipe-files.ts'
import { slp, trained } from '../real-lab.ts'
import { exported, jsonOf } from './carry.ts'

let folder = ''
let target: Lab
let bytes = new Uint8Array()
const file = () => jsonOf(bytes) as RecipeFile & { format: number }
const packed = (content: unknown) => new TextEncoder().encode(JSON.stringify(content))

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'digit-lab-'))
	target = openLab(worldHere({ home: folder }))
	await trained(target, slp())
	bytes = await exported(target, 1, 'digitrecipe')
})
afterAll(async () => {
	await target.close()
	rmSync(folder, { recursive: true, force: true })
})

type Edit = (content: ReturnType<typeof file>) => unknown
test.each<[string, Edit, RegExp]>([
	['a newer form', (one) => ({ ...one, format: 2 }), /This recipe was exported by a newer Digit Lab \(its form is 2/],
	['a setting of its own', (one) => ({ ...one, extra: 1 }), /its text is not what a Digit Lab writes/],
	['an array', () => [], /its text is not what a Digit Lab writes|This file is no zip/],
	['a name that is a number', (one) => ({ ...one, name: 5 }), /\(at name\)/],
	[
		'a recipe that cannot work',
		(one) => ({ ...one, recipe: { ...one.recipe, epochs: 0 } }),
		/its recipe does not work here\. Epochs must be/
	],
	[
		'a recipe that was changed',
		(one) => ({ ...one, recipe: { ...one.recipe, seed: 77 } }),
		/its recipe is not the one that its result belongs to/
	],
	[
		'other images',
		(one) => ({ ...one, environment: one.environment && { ...one.environment, dataSha256: 'f'.repeat(64) } }),
		/its result comes from other images than its recipe names/
	],
	[
		'a better test than it had',
		(one) => ({ ...one, outcome: { ...one.outcome, correct: 10_000, accuracy: 1 } }),
		/by its own answers it is \d+/
	],
	[
		'too few answers',
		(one) => ({ ...one, outcome: { ...one.outcome, classes: 'AAAA' } }),
		/it answers 3 of 10000 test images/
	],
	[
		'answers that are no base64',
		(one) => ({ ...one, outcome: { ...one.outcome, classes: 'ä!' } }),
		/\(at outcome\.classes\)/
	],
	[
		'too few probabilities',
		(one) => ({ ...one, outcome: { ...one.outcome, probabilities: 'AAAA' } }),
		/does not hold the probabilities/
	],
	[
		'probabilities that are no numbers',
		(one) => ({ ...one, outcome: { ...one.outcome, probabilities: Buffer.alloc(4000, 255).toString('base64') } }),
		/one of its probabilities is no number/
	],
	[
		'probabilities of other answers',
		(one) => ({ ...one, outcome: { ...one.outcome, probabilities: Buffer.alloc(4000).toString('base64') } }),
		/its probabilities say something else than its answers/
	],
	['no hash', (one) => ({ ...one, outcome: { ...one.outcome, weightsSha256: 'x' } }), /\(at outcome\.weightsSha256\)/]
])('a file with %s is refused in a sentence, and nothing is kept', async (_, edit, sentence) => {
	const [outcome] = await Promise.allSettled([target.bytes.import(packed(edit(file())))])
	const problem: unknown = outcome.status === 'rejected' ? outcome.reason : null
	expect(problem).toBeInstanceOf(LabProblem)
	expect(String(problem)).toMatch(sentence)
	await expect(target.client.recipes.file({ file: 1 })).rejects.toThrow('There is no recipe file 1. Import it again.')
})

test('a recipe whose data set is not here says which one to import', async () => {
	const claim = file()
	const of = {
		name: 'Letters',
		image: [8, 8, 1],
		classes: ['A', 'B'],
		training: [10, 10],
		test: [5, 5],
		sha256: 'a'.repeat(64)
	} as const
	const layers = [{ kind: 'dense', units: 2, activation: 'softmax' }]
	const recipe = recipeSchema.parse({ ...claim.recipe, layers, data: { set: 'letters', of } })
	const environment = claim.environment && { ...claim.environment, dataSha256: of.sha256 }
	await expect(
		target.bytes.import(packed({ ...claim, recipe, recipeHash: hashOf(recipe), environment }))
	).rejects.toThrow(/data set "letters" \(Letters\) is not in this lab\. Import it first\./)
})

test('cut off anywhere, it is refused in a sentence', async () => {
	for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60))
		await expect(target.bytes.import(bytes.subarray(0, at))).rejects.toBeInstanceOf(LabProblem)
})
