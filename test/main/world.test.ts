import { expect, test } from 'vitest'
import { worldHere } from '../../src/main/world.ts'

test('a home that is empty, as from a shell variable that is not set, is the usual one, not the folder one stands in', () => {
	expect(worldHere({ home: '' }).home).toBe(worldHere({}).home)
	expect(worldHere({ home: '' }).home).not.toBe(process.cwd())
})
