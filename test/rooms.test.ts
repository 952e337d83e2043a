import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { doors, rooms } from './rooms.ts'

const root = join(import.meta.dirname, '..')
const sources = globSync('src/**/*.{ts,svelte}', { cwd: root }).sort()
const written = globSync('{src,test,scripts,bench}/**/*.{ts,svelte,css,mjs}', { cwd: root }).sort()
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Everything a file imports: values and types, `export … from`, `import()` and `require()`. */
function importsOf(file: string, text: string): string[] {
	const scripts = [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script ?? '')
	const code = file.endsWith('.svelte') ? scripts.join('\n') : text
	return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName)
}

/** The room a file is in: the closest there is a rule for. */
const roomOf = (file: string): string => (file in rooms || dirname(file) === '.' ? file : roomOf(dirname(file)))

/** The sentence that says why `file` may not import `specifier`, or null where it may. */
function complaint(file: string, specifier: string): string | null {
	const name = roomOf(file)
	const room = rooms[name]
	if (!room) return `${file} is in no room: see test/rooms.ts.`
	if (!specifier.startsWith('.')) {
		const allowed = room.packages.some(
			(one) => specifier === one || specifier.startsWith(one.endsWith(':') ? one : `${one}/`)
		)
		return allowed ? null : `${file} imports ${specifier}, but ${name} may not know it: ${room.because}`
	}
	const target = join(dirname(file), specifier)
	if (doors.includes(target) && !doors.includes(file))
		return `${file} imports ${target}, but a door is imported by nobody.`
	const there = roomOf(target)
	if (there === name || room.rooms.includes(there) || room.rooms.includes(target)) return null
	return `${file} imports ${target}, but may not know ${there}: ${room.because}`
}

test('every file imports only what its room may know', () => {
	const complaints = sources.flatMap((file) =>
		importsOf(file, read(file)).flatMap((specifier) => complaint(file, specifier) ?? [])
	)
	expect(complaints).toEqual([])
})

test.each([
	['src/renderer/pages/Run.svelte', '../../main/lab.ts'],
	['src/renderer/parts/curve.ts', '../connect.ts'],
	['src/renderer/state/lab.svelte.ts', 'node:fs'],
	['src/shared/runs.ts', '../main/store/runs.ts'],
	['src/shared/runs.ts', 'node:path'],
	['src/main/lab.ts', '../renderer/connect.ts'],
	['src/main/lab.ts', 'electron'],
	['src/main/lab.ts', './shells/page.ts'],
	['src/main/store/runs.ts', '../train/engine.ts'],
	['src/main/store/runs.ts', '@tensorflow/tfjs'],
	['src/main/train/engine.ts', '../store/runs.ts'],
	['src/main/train/engine.ts', 'better-sqlite3'],
	['src/main/trainer.ts', './store/runs.ts'],
	['src/main/judge/confusion.ts', '../store/runs.ts'],
	['src/main/shells/http.ts', '../lab.ts'],
	['src/main/runs/queue.ts', '../serve.ts'],
	['src/preload/preload.ts', '../main/lab.ts']
])('%s may not import %s', (file, specifier) => {
	expect(complaint(file, specifier)).toContain(file)
})

test('types, re-exports and late imports count too', () => {
	const text = `import type { A } from './a.ts'; export { b } from './b.ts'; const c = await import('./c.ts')`
	expect(importsOf('x.ts', text)).toEqual(['./a.ts', './b.ts', './c.ts'])
	expect(importsOf('x.svelte', `<script lang="ts">import a from './a.ts'</script><p>from './b.ts'</p>`)).toEqual([
		'./a.ts'
	])
})

test('a file holds one idea: at most 200 lines', () => {
	const lines = (file: string) => read(file).trimEnd().split('\n').length
	expect(written.flatMap((file) => (lines(file) > 200 ? `${file} has ${lines(file)} lines.` : []))).toEqual([])
})

test('the environment, the arguments and the exit belong to the doors', () => {
	const inside = sources.filter((file) => !doors.includes(file) && file !== 'src/main/world.ts')
	const found = (file: string) => /process\.(env|argv|exit|cwd)\b/.exec(read(file))?.[0]
	expect(inside.flatMap((file) => (found(file) ? `${file} uses ${found(file)}.` : []))).toEqual([])
})
