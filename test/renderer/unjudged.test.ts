import { expect, test } from 'vitest'
import { whyNeverTested } from '../../src/renderer/parts/gallery-words.ts'
import { sayUnjudged } from '../../src/renderer/parts/unjudged.ts'
import { aRun } from '../shared/a-run.ts'

const finished = [1, 2].map((id) => aRun({ id }))
const stopped = aRun({ id: 3, name: 'cnn', status: 'stopped' })

test('a comparison says why there is no verdict, and which run keeps it from one', () => {
	const [first = stopped] = finished
	expect(sayUnjudged([first, stopped])).toBe(
		'Which is better can be said of two finished runs or more: the test images are looked at once, when a run has trained all its epochs. cnn, run 3 ended before that.'
	)
	const coming = [4, 5].map((id) => aRun({ id, status: 'training' }))
	expect(sayUnjudged([first, stopped, ...coming])).toMatch(
		/ cnn, run 3 ended before that\. mlp-64, run 4 and mlp-64, run 5 have not come so far yet\.$/
	)
})

test('a run that has no part in the verdict of others is named, and where all have a part nothing is said', () => {
	expect(sayUnjudged([...finished, stopped])).toMatch(/^The finished runs alone are judged here: .* cnn, run 3 ended/)
	expect(sayUnjudged(finished)).toBeNull()
})

test('the result of a run that ended early says that the test images were not looked at', () => {
	for (const status of ['stopped', 'failed', 'interrupted'] as const)
		expect(whyNeverTested(status)?.title).toBe('The test images were not looked at')
	for (const status of ['queued', 'training', 'evaluating', 'finished'] as const)
		expect(whyNeverTested(status)).toBeNull()
})
