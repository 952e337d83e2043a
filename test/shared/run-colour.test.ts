import { expect, test } from 'vitest'
import { markerPath, markers, runColour } from '../../src/shared/run-colour.ts'

const looks = (from: number) =>
	Array.from({ length: 32 }, (_, place) => runColour(from + place)).map(({ token, marker }) => `${token} ${marker}`)

test('any 32 runs in a row all look different, and neighbours differ in colour', () => {
	for (const from of [1, 7, 250, 9999]) expect(new Set(looks(from)).size).toBe(32)
	for (let run = 1; run < 40; run++) expect(runColour(run).token).not.toBe(runColour(run + 1).token)
})

test('a run keeps its look, and runs eight apart share a colour but no sign', () => {
	expect(runColour(1)).toEqual({ token: '--s1', marker: 'circle' })
	expect(runColour(9)).toEqual({ token: '--s1', marker: 'square' })
	expect(runColour(32)).toEqual({ token: '--s8', marker: 'diamond' })
	expect(runColour(33)).toEqual(runColour(1))
})

test('every sign has an outline of its own', () => {
	expect(new Set(markers.map((marker) => markerPath(marker, 4))).size).toBe(markers.length)
})
