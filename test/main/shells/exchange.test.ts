import { expect, test } from 'vitest'
import type { LabCalls, Terminal } from '../../../src/main/shells/terminal/door.ts'
import { runCommand } from '../../../src/main/shells/terminal/program.ts'
import type { ExportForm, LabBytes } from '../../../src/shared/bytes.ts'
import { LabProblem } from '../../../src/shared/problems.ts'

const systemError = (code: string) => Object.assign(new Error(code), { code })

/** A terminal with a disk in memory and a lab whose run 3 has no test yet. */
function machine(disk: Map<string, number> = new Map(), failing: string | null = null) {
	const said: { out: string[]; err: string[] } = { out: [], err: [] }
	const bytes = {
		download(run: number, form: ExportForm) {
			if (run !== 3) throw new LabProblem('NO_SUCH_RUN', `There is no run ${run}.`)
			if (form === 'predictions') throw new LabProblem('NOT_NOW', 'Run 3 has not looked at the test images.')
			return { name: `slp-run-3.${form}`, type: '', body: new Uint8Array(2048) }
		},
		import: (file: Uint8Array) => ({
			kind: 'run',
			run: { id: file.length },
			restored: false,
			sentence: 'Imported as run 5: slp.'
		})
	} as unknown as LabBytes
	const never = () => expect.fail('not needed for this')
	const terminal: Terminal = {
		open: () => ({ calls: {} as LabCalls, bytes, close: () => Promise.resolve() }),
		serve: never,
		examine: never,
		recover: never,
		readFile: never,
		readBytes: (path) =>
			disk.has(path) ? Promise.resolve(new Uint8Array(disk.get(path) ?? 0)) : Promise.reject(systemError('ENOENT')),
		exists: (path) => disk.has(path),
		writeFile(path, body) {
			if (failing) return Promise.reject(systemError(failing))
			const size = body instanceof Uint8Array ? body.length : 0
			disk.set(path, size)
			return Promise.resolve(size)
		},
		write: (line) => void said.out.push(line),
		say: (line) => void said.err.push(line),
		show: () => undefined,
		onInterrupt: () => () => undefined
	}
	const run = (...words: string[]) => runCommand(words, terminal, '0')
	return { run, disk, said }
}

test('export writes everything there is, says what, and says what is missing', async () => {
	const { run, disk, said } = machine()
	expect(await run('export', '3', '--to', 'out')).toBe(0)
	const written = [
		'out/recipe.json',
		'out/epochs.csv',
		'out/model/model.json',
		'out/model/weights.bin',
		'out/slp-run-3.keras',
		'out/slp-run-3.digitrecipe',
		'out/slp-run-3.run'
	]
	expect([...disk.keys()]).toEqual(written)
	expect(said.out).toEqual(written.map((path) => `${path}  2.0 KiB`))
	expect(said.err).toEqual(['predictions.csv is left out. Run 3 has not looked at the test images.'])
})

test('one form is written alone, or the reason said why there is none', async () => {
	const { run, disk, said } = machine()
	expect(await run('export', '3', '--to', 'out', '--form', 'model', '--json')).toBe(0)
	expect(said.out.map((line) => JSON.parse(line) as unknown)).toEqual([
		{ kind: 'exported', run: 3, path: 'out/model/model.json', bytes: 2048 },
		{ kind: 'exported', run: 3, path: 'out/model/weights.bin', bytes: 2048 }
	])
	expect(await run('export', '3', '--to', 'out', '--form', 'predictions')).toBe(1)
	expect(await run('export', '4', '--to', 'out')).toBe(1)
	expect(said.err).toEqual(['Run 3 has not looked at the test images.', 'There is no run 4.'])
	expect(disk.size).toBe(2)
})

test('a file that is there is not overwritten unless it is asked for, and then nothing else is written either', async () => {
	const { run, disk, said } = machine(new Map([['out/model/model.json', 1]]))
	expect(await run('export', '3', '--to', 'out')).toBe(1)
	expect(said.err.at(-1)).toBe(
		'out/model/model.json is there already. Name another folder, or overwrite it with --force.'
	)
	expect([...disk]).toEqual([['out/model/model.json', 1]])
	expect(await run('export', '3', '--to', 'out', '--force')).toBe(0)
	expect(disk.get('out/model/model.json')).toBe(2048)
})

test.each([
	[
		'ENOSPC',
		'out/recipe.json could not be written: the disk is full. Make room there, or name another folder with --to.'
	],
	['EACCES', 'out/recipe.json cannot be written (EACCES). Name a folder you may write to with --to.']
])('what the system refuses (%s) is said in a sentence', async (code, sentence) => {
	const { run, said } = machine(new Map(), code)
	expect(await run('export', '3', '--to', 'out')).toBe(1)
	expect(said.err.at(-1)).toBe(sentence)
	expect(said.out).toEqual([])
})

test('import says the number of the run, and what is wrong with a path', async () => {
	const { run, said } = machine(new Map([['a.zip', 5]]))
	expect(await run('import', 'a.zip')).toBe(0)
	expect(await run('import', 'a.zip', '--json')).toBe(0)
	expect(said.out).toEqual(['Imported as run 5: slp.', '{"kind":"imported","run":5,"restored":false}'])
	expect(await run('import', 'b.zip')).toBe(1)
	expect(said.err).toEqual([
		'b.zip cannot be read: there is no such file. Name a file that "export" has written, such as mlp-64-run-12.digitlab.'
	])
	expect(await run('export', '3')).toBe(2)
})
