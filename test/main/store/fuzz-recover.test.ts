import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { recover } from '../../../src/main/store/recover.ts'
import { LabProblem } from '../../../src/shared/problems.ts'
import { manyRuns } from '../many-runs.ts'
import { newHome } from '../real-lab.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const damage = fc.record({
	flips: fc.array(fc.tuple(share, fc.integer({ min: 0, max: 255 })), { maxLength: 2 }),
	/** The header, the pages that say what is where, or anything. */
	reach: fc.constantFrom(100, 4096, 60_000, Infinity),
	cut: fc.option(share, { nil: null, freq: 4 })
})

test('whatever happens to the bytes of a backup, it is recovered or refused in a sentence, and what was there stays', () => {
	const source = newHome()
	manyRuns(source, 30)
	const whole = readFileSync(join(source, 'lab.sqlite'))
	const folder = newHome()
	const [home, backup] = [join(folder, 'home'), join(folder, 'backup.sqlite')]
	const present = join(home, 'lab.sqlite')
	manyRuns(home, 1)
	// a history that is let go is written in this way: it is kept byte for byte
	const closing = new Sqlite(present)
	closing.pragma('journal_mode = DELETE')
	closing.close()
	const before = readFileSync(present)
	const outcomes = { recovered: 0, refused: 0 }
	fc.assert(
		fc.property(damage, ({ flips, reach, cut }) => {
			const bytes = Uint8Array.from(whole)
			for (const [where, value] of flips) bytes[Math.floor(where * (Math.min(reach, bytes.length) - 1))] = value
			writeFileSync(backup, cut === null ? bytes : bytes.subarray(0, Math.floor(cut * bytes.length)))
			try {
				const { kept } = recover(home, backup)
				outcomes.recovered++
				expect(readFileSync(kept ?? '').equals(before)).toBe(true)
				const database = new Sqlite(present, { readonly: true })
				expect(database.pragma('quick_check', { simple: true })).toBe('ok')
				database.close()
				writeFileSync(present, before)
			} catch (error) {
				if (!(error instanceof LabProblem)) throw error
				outcomes.refused++
				expect(error.message).toMatch(/^[^\n]*\.$/)
				expect(readFileSync(present).equals(before)).toBe(true)
			}
			expect(readdirSync(home)).not.toContain('lab.sqlite.part')
			for (const end of ['-wal', '-shm', '-journal']) if (existsSync(backup + end)) rmSync(backup + end)
		}),
		{ numRuns: 200, seed: 6 }
	)
	// both happened often enough to say something
	expect(Math.min(outcomes.recovered, outcomes.refused)).toBeGreaterThan(15)
})
