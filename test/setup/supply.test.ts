import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
interface Package {
	scripts: Record<string, string>
	dependencies: Record<string, string>
	devDependencies: Record<string, string>
	optionalDependencies: Record<string, string>
}
const own = JSON.parse(read('package.json')) as Package
const { packages } = JSON.parse(read('package-lock.json')) as {
	packages: Record<string, { integrity?: string; version?: string; hasInstallScript?: boolean; resolved?: string }>
}

test('every package of the lock file is known by its checksum, and none comes from elsewhere than the registry', () => {
	const others = Object.entries(packages).filter(([path]) => path !== '')
	expect(others.length).toBeGreaterThan(300)
	expect(others.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
	expect(others.filter(([, { resolved }]) => resolved && !/^https:\/\/.*\.tgz$/.test(resolved))).toEqual([])
})

test('what the lab names itself is named exactly', () => {
	const named = { ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies }
	expect(Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('no script of any package runs when it is installed, but TensorFlow’s, which set-up calls by its name', () => {
	expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
	const set = read('scripts/setup/packages.mjs')
	expect(set).toContain("'--ignore-scripts'")
	expect(set).toContain("['ci']")
	expect(Object.keys(own.scripts).filter((name) => /^(pre|post)|install|prepare/.test(name))).toEqual([])
	const withScripts = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
		hasInstallScript ? [path] : []
	)
	// a new one is a reason to look at what it would have done
	expect(withScripts).toEqual(
		['@tensorflow/tfjs-node', 'core-js', 'electron-winstaller'].map((name) => `node_modules/${name}`)
	)
	const setup = join(root, 'scripts/setup')
	const scripts = readdirSync(setup, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs'))
	const text = scripts.map((name) => readFileSync(join(setup, name), 'utf8')).join('\n')
	for (const path of withScripts.slice(1)) expect(text).not.toContain(path.slice('node_modules/'.length))
	expect(existsSync(join(root, 'node_modules/@tensorflow/tfjs-node/package.json'))).toBe(true)
})
