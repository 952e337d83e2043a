import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { held, withLock } from '../../scripts/setup/lock.mjs'
import { emptyFolder } from './folder.ts'

const owner = { token: '7-1', host: 'here', pid: 7, helpers: [8], beat: 1000 }
const nobody = () => false
const only = (pid: number) => (asked: number) => asked === pid

test('a lock counts while its owner lives and gives signs of life', () => {
	expect(held(owner, 2000, only(7), 'here')).toBe(true)
	expect(held(owner, 2000, nobody, 'here')).toBe(false)
	expect(held(owner, 1000 + 121_000, only(7), 'here')).toBe(false)
	expect(held(undefined, 2000, only(7), 'here')).toBe(false)
})

test('the lock of a killed owner counts while a helper it started is still at work', () => {
	expect(held(owner, 2000, only(8), 'here')).toBe(true)
})

test("another machine's lock counts by its signs of life alone", () => {
	expect(held(owner, 2000, nobody, 'elsewhere')).toBe(true)
	expect(held(owner, 1000 + 121_000, only(7), 'elsewhere')).toBe(false)
})

test('two who want one lock work one after the other', async () => {
	const lock = join(emptyFolder(), 'lock')
	const order: string[] = []
	const work = (name: string) => async () => {
		order.push(`${name} begins`)
		await new Promise((resolve) => setTimeout(resolve, 50))
		order.push(`${name} ends`)
	}
	let waited = 0
	const waiting = () => {
		waited++
	}
	await Promise.all([withLock(lock, waiting, work('one')), withLock(lock, waiting, work('other'))])
	expect(order).toEqual(['one begins', 'one ends', 'other begins', 'other ends'])
	expect(waited).toBe(1)
	expect(existsSync(lock)).toBe(false)
})

test('the lock of a process that was killed is taken over', async () => {
	const lock = join(emptyFolder(), 'lock')
	const killed = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
	const gone = new Promise((resolve) => killed.on('exit', resolve))
	killed.kill('SIGKILL')
	await gone
	mkdirSync(lock)
	const dead = { token: 'dead', host: hostname(), pid: killed.pid, helpers: [], beat: Date.now() }
	writeFileSync(join(lock, 'owner.json'), JSON.stringify(dead))
	expect(
		await withLock(
			lock,
			() => {},
			() => Promise.resolve('done')
		)
	).toBe('done')
	expect(existsSync(lock)).toBe(false)
})

test('work that fails lets go of the lock', async () => {
	const lock = join(emptyFolder(), 'lock')
	await expect(
		withLock(
			lock,
			() => {},
			() => Promise.reject(new Error('no'))
		)
	).rejects.toThrow('no')
	expect(existsSync(lock)).toBe(false)
})
