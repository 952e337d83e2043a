import { expect, test } from 'vitest'
import type { RunRow } from '../../../src/shared/runs.ts'
import { runOn } from '../lab-terminal.ts'
import { newHome, open } from '../real-lab.ts'
import { runStore } from '../../../src/main/store/runs.ts'
import { openDatabase } from '../../../src/main/store/database.ts'
import { findPreset } from '../../../src/shared/presets.ts'
import { derivedOf } from '../../../src/main/runs/derived.ts'

/** A home with three runs that were never trained: 1 slp and 2 cnn (stopped), 3 mlp-64 (failed). */
function home(): string {
	const made = newHome()
	const database = openDatabase(made)
	const store = runStore(database, () => undefined)
	for (const name of ['slp', 'cnn', 'mlp-64']) {
		const recipe = findPreset(name)?.recipe
		if (!recipe) throw new Error(`there is no preset ${name}`)
		const run = store.add({
			...{ uid: name, name, preset: name, recipe },
			...{ ...derivedOf(recipe), hash: name, likeness: name, parameters: name.length * 1000 },
			created: '2025-11-22T14:00:00.000Z'
		})
		store.setStatus(run, name === 'mlp-64' ? 'failed' : 'stopped', null, '2025-11-22T14:00:00.000Z')
	}
	database.close()
	return made
}

/** Runs commands on a real lab, one after another; each answers its code and lines. */
function terminalOn(home: string) {
	const lab = open(home)
	return async (...words: string[]) => {
		const { code, out, err } = await runOn(lab, ...words)
		return { code, out: out.join('\n'), err: err.join('\n') }
	}
}

test('runs are found by words and flags, sorted, turned round and cut short', async () => {
	const run = terminalOn(home())
	const found = async (...words: string[]) =>
		(await run('runs', ...words, '--json')).out
			.split('\n')
			.flatMap((line) => (line ? (JSON.parse(line) as RunRow).id : []))
	expect(await found()).toEqual([3, 2, 1])
	expect(await found('conv', 'adam')).toEqual([2])
	expect(await found('#1')).toEqual([1])
	expect(await found('--status', 'failed')).toEqual([3])
	expect(await found('--layer', 'maxPool2d')).toEqual([2])
	expect(await found('--optimizer', 'sgd')).toEqual([3, 1])
	expect(await found('--sort', 'parameters')).toEqual([3, 2, 1])
	expect(await found('--sort', 'name', '--reverse', '--limit', '2')).toEqual([1, 3])
})

test('what is not in the list is refused with what is', async () => {
	const run = terminalOn(home())
	expect((await run('runs', '--sort', 'accuracy')).err).toBe(
		'--sort takes one of run, name, network, status, epochs, best, validation, test, parameters, time, when; it is "accuracy".'
	)
	expect(await run('runs', '--status', 'done')).toMatchObject({ code: 1, out: '' })
	expect((await run('runs', '--limit', 'few')).err).toBe('--limit takes a whole number from 1 on; it is "few".')
	expect((await run('runs', 'nonsense')).out).toBe('No run is like that.')
})

test('a person writes on runs, and finds them by it', async () => {
	const run = terminalOn(home())
	expect((await run('rename', '1', 'the first')).out).toBe('Run 1 is now called the first.')
	expect((await run('note', '1')).out).toBe('Run 1 has no note.')
	await run('note', '1', 'worth a look')
	expect((await run('note', '1')).out).toBe('worth a look')
	expect((await run('tag', 'last', 'report', 'wide')).out).toBe('Run 3, mlp-64, has the tags report, wide.')
	expect((await run('tag', '3', 'wide', '--remove')).out).toBe('Run 3, mlp-64, has the tags report.')
	await run('star', '1', '3')
	await run('unstar', '3')
	expect((await run('runs', '--starred')).out).toMatch(/★ {2}the first/)
	expect((await run('runs', '--tag', 'report')).out).toContain('mlp-64 [report]')
	expect((await run('runs', 'look')).out).toContain('the first')
	expect((await run('note', '1', '')).out).toBe('Run 1 has no note any more.')

	expect((await run('archive', '1', '2')).out).toBe(
		'Run 1, the first, is in the archive.\nRun 2, cnn, is in the archive.'
	)
	expect((await run('runs')).out).not.toContain('cnn')
	expect((await run('runs', 'cnn')).out).toMatch(/^No run is like that\. The archive has not been searched/)
	expect((await run('runs', '--archived')).out).toContain('cnn (archived)')
	await run('unarchive', '2')
	expect((await run('runs')).out).toContain('cnn')
	expect(await run('star', '1', '9')).toMatchObject({
		code: 1,
		err: 'There is no run 9; it may have been deleted. The list of runs has those there are.'
	})
})

test('--json gives the run as it is now', async () => {
	const run = terminalOn(home())
	const { out } = await run('tag', '2', 'a', '--json')
	expect(JSON.parse(out)).toMatchObject({ id: 2, tags: ['a'] })
	expect(JSON.parse((await run('star', '2', '--json')).out)).toMatchObject({ id: 2, starred: true })
})
