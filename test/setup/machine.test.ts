import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installedBrowser } from '../../scripts/setup/browser-paths.mjs'
import { electronBinary } from '../../scripts/setup/electron.mjs'
import { failedLately, readNote, writeNote } from '../../scripts/setup/notes.mjs'
import { userCache } from '../../scripts/setup/place.mjs'
import { sentenceFor, SetupProblem } from '../../scripts/setup/problem.mjs'
import { behindProxy, reachable } from '../../scripts/setup/reach.mjs'
import { storageOf } from '../../scripts/setup/tensorflow/original.mjs'
import { noWindow } from '../../scripts/verbs.mjs'
import { emptyFolder } from './folder.ts'

const electron = { binary: '/electron', version: '45.0.0' }

test('the window opens where Electron and a display are, and else a sentence says what is missing', () => {
	expect(noWindow(electron, { DISPLAY: ':0' }, 'linux', 1000)).toBeUndefined()
	expect(noWindow(electron, {}, 'win32', undefined)).toBeUndefined()
	expect(noWindow(electron, {}, 'linux', 1000)).toBe('this machine has no display')
	expect(noWindow(electron, { WAYLAND_DISPLAY: 'w' }, 'linux', 0)).toBe('Electron does not run as root')
	expect(noWindow({ failedAt: 1, reason: 'no network' }, {}, 'darwin', 501)).toBe('Electron is not here: no network')
})

test("Electron's program counts only when it was unpacked to the end", () => {
	const modules = emptyFolder()
	const folder = join(modules, 'electron')
	mkdirSync(join(folder, 'dist'), { recursive: true })
	writeFileSync(join(folder, 'package.json'), '{"version":"45.0.0"}')
	writeFileSync(join(folder, 'dist', 'version'), '45.0.0')
	writeFileSync(join(folder, 'dist', 'electron'), '')
	expect(electronBinary(modules, {})).toBeUndefined()
	writeFileSync(join(folder, 'path.txt'), 'electron')
	expect(electronBinary(modules, {})).toEqual({ binary: join(folder, 'dist', 'electron'), version: '45.0.0' })
	writeFileSync(join(folder, 'package.json'), '{"version":"46.0.0"}')
	expect(electronBinary(modules, {})).toBeUndefined()
})

test("Playwright's Chromium is found, the newest first, and never half an installation", () => {
	const cache = emptyFolder()
	for (const name of ['chromium-9', 'chromium_headless_shell-12', 'chromium-30']) {
		mkdirSync(join(cache, name, 'linux'), { recursive: true })
		writeFileSync(join(cache, name, 'linux', 'chrome'), '')
		if (name !== 'chromium-30') writeFileSync(join(cache, name, 'INSTALLATION_COMPLETE'), '')
	}
	const found = installedBrowser({ PLAYWRIGHT_BROWSERS_PATH: cache, PATH: '' }, 'linux', cache)
	expect(found.filter((file) => file.startsWith(cache))).toEqual([
		join(cache, 'chromium_headless_shell-12', 'linux', 'chrome'),
		join(cache, 'chromium-9', 'linux', 'chrome')
	])
})

test('a failure is remembered for a day', () => {
	const day = 24 * 60 * 60 * 1000
	expect(failedLately({ failedAt: 1000 }, 1000 + day - 1)).toBe(true)
	expect(failedLately({ failedAt: 1000 }, 1000 + day)).toBe(false)
	expect(failedLately({ failedAt: 2000 }, 1000)).toBe(false)
	expect(failedLately(undefined, 1000)).toBe(false)
})

test('a note that was cut short is no note', () => {
	const file = join(emptyFolder(), 'deep', 'note.json')
	writeNote(file, { one: 1 })
	expect(readNote(file)).toEqual({ one: 1 })
	writeFileSync(file, '{"one":')
	expect(readNote(file)).toBeUndefined()
})

test('a host that does not resolve or answer is not waited for, and behind a proxy none is judged', async () => {
	const began = Date.now()
	expect(await reachable('https://nowhere.invalid/', {})).toBe(false)
	expect(await reachable('http://127.0.0.1:9/', {})).toBe(false)
	expect(Date.now() - began).toBeLessThan(7000)
	expect(await reachable('https://nowhere.invalid/', { HTTPS_PROXY: 'http://proxy' })).toBe(true)
	expect(behindProxy({})).toBe(false)
})

test("tfjs-node's storage is the one its own script would use", () => {
	const manifest = { binary: { host: 'https://standard.example/x' } }
	expect(storageOf(manifest, {})).toBe('https://standard.example/x')
	expect(storageOf(manifest, { CDN_STORAGE: 'http://mirror/' })).toBe('http://mirror/')
	expect(storageOf(manifest, { CDN_STORAGE: 'http://mirror/', TFJS_NODE_BASE_URI: 'http://base/' })).toBe(
		'http://base/'
	)
})

test('the cache lies where the system keeps what can be obtained again', () => {
	expect(userCache({ XDG_CACHE_HOME: '/cache' }, 'linux', '/home/me')).toBe('/cache')
	expect(userCache({}, 'linux', '/home/me')).toBe(join('/home/me', '.cache'))
	expect(userCache({}, 'darwin', '/Users/me')).toBe(join('/Users/me', 'Library', 'Caches'))
	expect(userCache({ LOCALAPPDATA: 'L' }, 'win32', 'H')).toBe('L')
})

test('what went wrong is told in a sentence', () => {
	expect(sentenceFor(new SetupProblem('Do this.'))).toBe('Do this.')
	expect(sentenceFor(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toContain('The disk is full')
	expect(sentenceFor(Object.assign(new Error('x'), { code: 'EACCES', path: '/a' }))).toContain('/a cannot be written')
})
