import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { throwAwayLeftovers } from '../../src/main/runs/leftovers.ts'
import { newHome } from './real-lab.ts'

test('what a lab that was killed has left unfinished is thrown away after an hour, and nothing else is', () => {
	const [home, scratch] = [newHome(), newHome()]
	const now = new Date()
	const write = (path: string, minutes: number) => {
		mkdirSync(dirname(path), { recursive: true })
		writeFileSync(path, 'some')
		const then = new Date(now.getTime() - 60_000 * minutes)
		utimesSync(path, then, then)
		utimesSync(dirname(path), then, then)
		return path
	}
	const unfinished = [
		join(home, 'lab-12-1.part'),
		join(home, 'lab-12-1.part-journal'),
		join(home, 'lab.sqlite.part'),
		join(home, 'lab.sqlite-journal'),
		join(home, 'backups/format-3.sqlite.12.part'),
		join(home, 'backups/replaced.sqlite.part'),
		join(home, 'analysis/a-map-1.json.12.part'),
		join(home, 'data/letters/data-set.json.part')
	]
	const kept = [
		'lab.sqlite',
		'lab notes.part',
		'backups/format-3.sqlite',
		'data/letters/data-set.json',
		'analysis/a-map-1.json'
	]
		.map((name) => write(join(home, name), 600))
		.concat(write(join(scratch, 'theirs/file.part'), 600))
	for (const path of unfinished) write(path, 59)
	throwAwayLeftovers({ home, scratch, now: () => now.toISOString() })
	expect([...unfinished, ...kept].filter((path) => !existsSync(path))).toEqual([])

	for (const path of unfinished) write(path, 61)
	const folders = [
		write(join(home, 'data/.removed-letters/data-set.json'), 61),
		write(join(scratch, 'digit-lab-graph-1/saved_model.pb'), 61)
	]
	throwAwayLeftovers({ home, scratch, now: () => now.toISOString() })
	expect([...unfinished, ...folders].filter((path) => existsSync(path))).toEqual([])
	expect(kept.filter((path) => !existsSync(path))).toEqual([])
})

test('a home in which nothing was ever kept has no leftovers', () => {
	const home = join(newHome(), 'not', 'yet')
	throwAwayLeftovers({ home, scratch: home, now: () => new Date().toISOString() })
	expect(existsSync(home)).toBe(false)
})
