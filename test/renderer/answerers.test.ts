import { expect, test } from 'vitest'
import { withoutGone } from '../../src/renderer/state/answerers.svelte.ts'

test('who chooses another run for a picture does not ask the one that was deleted again', () => {
	const isThere = (run: number) => run !== 3
	expect(withoutGone({ runs: [3, 5], ensemble: false }, isThere)).toEqual({ runs: [5], ensemble: false })
	expect(withoutGone({ runs: [3, 5], ensemble: true }, isThere)).toEqual({ runs: [5], ensemble: false })
	expect(withoutGone({ runs: [4, 3, 5], ensemble: true }, isThere)).toEqual({ runs: [4, 5], ensemble: true })
	expect(withoutGone({ runs: [3], ensemble: false }, isThere)).toBeNull()
})
