import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Analysing, ImageMap } from '../../src/shared/analysis/analysis.ts'
import { folderOf, pictures } from './data/made.ts'
import { runOn } from './lab-terminal.ts'
import { newHome, open } from './real-lab.ts'

test('the map by neighbours is drawn in a thread with progress, kept, and told again at once', async () => {
	const home = newHome()
	const lab = open(home)
	const brought = await runOn(
		lab,
		'data',
		'import',
		join(folderOf(await pictures(400, 'mine')), 'mine'),
		'--name',
		'Mine'
	)
	expect(brought.code).toBe(0)
	await expect(lab.bytes.worked('mine', 'map')).rejects.toThrow('The map has not been drawn yet')
	const draw = async () => {
		const told: Analysing[] = []
		for await (const one of await lab.client.data.work({ set: 'mine', work: 'map' })) told.push(one)
		return told
	}
	const told = await draw()
	const shares = told.flatMap((one) => (one.kind === 'doing' ? [one.share] : []))
	expect(told.at(-1)).toEqual({ kind: 'done' })
	expect(shares.length).toBeGreaterThan(2)
	expect(shares).toEqual(shares.toSorted((one, other) => one - other))

	const file = () =>
		join(home, 'analysis', readdirSync(join(home, 'analysis')).find((name) => name.includes('-map-')) ?? '')
	const drawn = statSync(file()).mtimeMs
	const map = JSON.parse(Buffer.from(await lab.bytes.worked('mine', 'map')).toString()) as ImageMap
	expect([map.x.length, map.y.length]).toEqual([map.images.length, map.images.length])
	// those of one class lie together: the nearest dot is of the same class far more often than one time in ten
	const labels = await lab.bytes.labels('mine', map.part)
	const same = map.images.filter((image, place) => {
		const [x = 0, y = 0] = [map.x[place], map.y[place]]
		const away = (other: number) => Math.hypot((map.x[other] ?? 0) - x, (map.y[other] ?? 0) - y)
		const [nearest = 0] = map.images
			.map((_, other) => other)
			.filter((other) => other !== place)
			.sort((a, b) => away(a) - away(b))
		return labels[map.images[nearest] ?? 0] === labels[image]
	})
	expect(same.length / map.images.length).toBeGreaterThan(0.5)
	expect(await draw()).toEqual([{ kind: 'done' }])
	expect(statSync(file()).mtimeMs).toBe(drawn)
})
