import { once } from 'node:events'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newHome } from './place.ts'
import { lab, printedAddress, startLab } from './terminal.ts'

/** `lab serve` on a new home, ended with the test. */
async function serve(words: string[] = [], environment: Record<string, string> = {}) {
	const serving = startLab(await newHome(), ['serve', ...words], environment)
	onTestFinished(async () => {
		serving.child.kill('SIGKILL')
		await serving.ended
	})
	return { serving, address: await printedAddress(serving) }
}

test('the printed address lets one browser in, and Ctrl-C ends the door', async () => {
	const { serving, address } = await serve()
	const first = await fetch(address, { redirect: 'manual' })
	const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
	const page = await fetch(new URL('/', address), { headers: { cookie } })
	expect(await page.text()).toContain('<title>Digit Lab</title>')
	expect((await fetch(address, { redirect: 'manual' })).status).toBe(401)
	serving.child.kill('SIGINT')
	expect((await serving.ended).code).toBe(0)
	await expect(fetch(address)).rejects.toThrow()
})

test('a taken port is refused in a sentence', async () => {
	const other = createServer().listen(0, '127.0.0.1')
	await once(other, 'listening')
	const { port } = other.address() as AddressInfo
	const { code, stdout, stderr } = await lab(await newHome(), 'serve', '--port', String(port))
	other.close()
	expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
	expect(stderr).toBe(`Port ${port} is taken by another program: choose another, or 0 for any free one.\n`)
})

test("--open shows the page in the system's browser where there is a display", async (ctx) => {
	if (process.platform !== 'linux') ctx.skip('not run: this test brings a browser for Linux')
	const folder = await newHome()
	await writeFile(join(folder, 'xdg-open'), '#!/bin/sh\necho "$1" > "$0.opened"\n')
	await chmod(join(folder, 'xdg-open'), 0o755)
	const environment = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, DISPLAY: ':0' }
	const { address } = await serve(['--open'], environment)
	const opened = () => readFile(join(folder, 'xdg-open.opened'), 'utf8').catch(() => '')
	await expect.poll(opened, { timeout: 5000 }).toBe(`${address}\n`)
})

test('--open without a browser to open is no problem: the address is printed', async () => {
	const { serving } = await serve(['--open'], { PATH: '/nowhere', DISPLAY: ':0' })
	serving.child.kill('SIGINT')
	expect((await serving.ended).code).toBe(0)
})
