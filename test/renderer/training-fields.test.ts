import { expect, test } from 'vitest'
import { trainingKnobs, type Knob } from '../../src/shared/knobs.ts'
import { isIdle, mainFields, moreGroups } from '../../src/renderer/parts/training-fields.ts'

const name = (knob: Knob) => knob.path.join('.')
const knob = (path: string) => trainingKnobs.find((one) => name(one) === path) ?? expect.fail(path)

test('every further setting stands once, under a heading', () => {
	const grouped = moreGroups.flatMap(({ knobs }) => knobs.map(name))
	const main = mainFields.map((field) => field.name)
	expect(new Set(grouped).size).toBe(grouped.length)
	expect(grouped.filter((one) => main.includes(one))).toEqual([])
	for (const one of trainingKnobs)
		if (one.control.kind !== 'choice' || one.control.options.length > 1)
			expect([...grouped, ...main]).toContain(name(one))
	for (const { title, knobs } of moreGroups) {
		expect(title).not.toBe('')
		expect(knobs).not.toEqual([])
	}
})

test('augmentation is a group, and says what each of its numbers counts', () => {
	const group = moreGroups.find(({ title }) => title === 'Augmentation')
	expect(group?.knobs.map(({ title, unit }) => [title, unit])).toEqual([
		['Rotation', 'degrees'],
		['Shift', 'pixels'],
		['Scaling', 'share'],
		['Shear', 'pixels a row'],
		['Bending', 'pixels']
	])
})

test('the seed of wrong labels is idle while there are none', () => {
	const seed = knob('data.noise.seed')
	expect(isIdle(seed, { data: { set: 'mnist' } })).toBe(true)
	expect(isIdle(seed, { data: { noise: { share: 0, seed: 3 } } })).toBe(true)
	expect(isIdle(seed, { data: { noise: { share: 0.1 } } })).toBe(false)
	expect(isIdle(knob('seed'), {})).toBe(false)
})
