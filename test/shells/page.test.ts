import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, type AnswerPage } from '../../src/main/shells/page.ts'

let folder = ''
let answer: AnswerPage

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'page-'))
	await mkdir(join(folder, 'built', 'assets'), { recursive: true })
	await writeFile(join(folder, 'package.json'), '{"secret":true}')
	await writeFile(join(folder, 'built', 'index.html'), '<!doctype html><title>Lab</title>')
	await writeFile(join(folder, 'built', 'assets', 'index-C0ffee12.js'), 'export {}')
	await writeFile(join(folder, 'built', 'assets', 'plex-B4bb1e_x.woff2'), 'font')
	await writeFile(join(folder, 'built', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
	answer = await openPage(join(folder, 'built'))
})
afterAll(() => rm(folder, { recursive: true }))

const ask = (address: string, method = 'GET') => answer(new Request(address, { method }))

describe('the page', () => {
	test.each(['http://127.0.0.1:4000', 'lab://app'])('begins with index.html at %s/', async (origin) => {
		const response = await ask(`${origin}/`)
		expect(response.status).toBe(200)
		expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
		expect(await response.text()).toContain('<title>Lab</title>')
	})

	test.each([
		['/assets/index-C0ffee12.js', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
		['/assets/plex-B4bb1e_x.woff2', 'font/woff2', 'private, max-age=31536000, immutable'],
		['/icon.svg', 'image/svg+xml', 'no-store'],
		['/index.html', 'text/html; charset=utf-8', 'no-store']
	])('gives %s its type, and lets it be kept only where its name says its content', async (path, type, cache) => {
		const { headers } = await ask(`lab://app${path}`)
		expect(headers.get('content-type')).toBe(type)
		expect(headers.get('cache-control')).toBe(cache)
	})

	test('answers HEAD with the headers alone', async () => {
		const response = await ask('lab://app/assets/index-C0ffee12.js', 'HEAD')
		expect(response.headers.get('content-length')).toBe('9')
		expect(await response.text()).toBe('')
	})

	test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
		const response = await ask('lab://app/', method)
		expect(response.status).toBe(405)
		expect(response.headers.get('allow')).toBe('GET, HEAD')
	})

	test.each([
		'/../package.json',
		'/assets/../../package.json',
		'/%2e%2e/package.json',
		'/..%2fpackage.json',
		'/%252e%252e%252fpackage.json',
		'/..%5cpackage.json',
		'/assets',
		'/assets/',
		'//index.html',
		'/index.html%00.js',
		'/INDEX.HTML',
		'/__proto__',
		'/constructor'
	])('has nothing at %s', async (path) => {
		const response = await ask(`http://127.0.0.1:4000${path}`)
		expect(response.status).toBe(404)
		expect(await response.text()).not.toContain('secret')
	})

	test.each(['/', '/nothing'])('puts the security headers on %s', async (path) => {
		const { headers } = await ask(`lab://app${path}`)
		const policy = headers.get('content-security-policy') ?? ''
		expect(policy.split('; ')).toEqual([
			`default-src 'none'`,
			`script-src 'self'`,
			`style-src 'self'`,
			`font-src 'self'`,
			`img-src 'self' data: blob:`,
			`connect-src 'self'`,
			`base-uri 'none'`,
			`form-action 'none'`,
			`frame-ancestors 'none'`
		])
		expect(policy).not.toContain('unsafe')
		expect(Object.fromEntries(headers)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		})
	})

	test('may reach its WebSocket over HTTP, and no other', async () => {
		const { headers } = await ask('http://127.0.0.1:4000/')
		expect(headers.get('content-security-policy')).toContain(`connect-src 'self' ws://127.0.0.1:4000;`)
	})

	test('stays whole when its folder is built anew', async () => {
		await rm(join(folder, 'built'), { recursive: true })
		expect((await ask('lab://app/assets/index-C0ffee12.js')).status).toBe(200)
	})
})
