import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { SetupProblem } from '../setup/problem.mjs'

/** The program in what was packed for this system. @param {string} output @param {string} [platform] */
export function programIn(output, platform = process.platform) {
	const folders = existsSync(output) ? readdirSync(output) : []
	const inside = {
		linux: ['linux', 'digit-lab'],
		win32: ['win', 'Digit Lab.exe'],
		darwin: ['mac', 'Digit Lab.app/Contents/MacOS/Digit Lab']
	}[/** @type {'linux' | 'win32' | 'darwin'} */ (platform)]
	const found =
		inside && folders.find((name) => name.startsWith(inside[0]) && existsSync(join(output, name, inside[1])))
	if (!found) throw new SetupProblem('Nothing has been packed yet: run "npm run package" first.')
	return join(output, found, inside[1])
}

/**
 * Opens the packed program as a person would, in a home of its own, trains one epoch in its window and closes it.
 * @param {import('../setup/place.mjs').Place} place @param {string} program @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} what its window said in the end
 */
export async function tryOut({ modules }, program, env) {
	const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core', 'index.mjs')).href)
	const [home, profile] = ['home', 'profile'].map((name) => mkdtempSync(join(tmpdir(), `digit-lab-${name}-`)))
	const { ELECTRON_RUN_AS_NODE: _, ...plain } = env
	const child = spawn(program, ['--remote-debugging-port=0', `--user-data-dir=${profile}`], {
		env: { ...plain, DIGIT_LAB_HOME: home },
		stdio: ['ignore', 'pipe', 'pipe']
	})
	let said = ''
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
	const ended = once(child, 'exit')
	try {
		const browser = await chromium.connectOverCDP(await endpointOf(profile ?? '', child))
		const page = browser.contexts()[0].pages()[0] ?? (await browser.contexts()[0].waitForEvent('page'))
		const words = await trainOneEpoch(page)
		await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => undefined)
		const [code, signal] = await Promise.race([ended, wait(30_000).then(() => [null, 'nothing within 30 s'])])
		if (code !== 0) throw new Error(`closing its window ended it with ${code ?? signal}`)
		return words
	} catch (error) {
		throw new SetupProblem(
			`The packed lab did not train: ${error instanceof Error ? error.message : error}\n${said.trim()}`
		)
	} finally {
		if (child.exitCode === null) child.kill('SIGKILL')
		for (const folder of [home, profile]) rmSync(folder ?? '', { recursive: true, force: true, maxRetries: 5 })
	}
}

/** Chromium writes where it listens into its profile. @param {string} profile @param {import('node:child_process').ChildProcess} child */
async function endpointOf(profile, child) {
	const file = join(profile, 'DevToolsActivePort')
	for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
		const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
		if (port && path) return `http://127.0.0.1:${port}`
		await wait(200)
	}
	throw new Error(child.exitCode === null ? 'no window within a minute' : `it ended with ${child.exitCode} at once`)
}

/** @param {import('playwright-core').Page} page */
async function trainOneEpoch(page) {
	const machine = page.getByText(/^TensorFlow(\.js)? /)
	await machine.waitFor({ timeout: 60_000 })
	await page.getByRole('group', { name: 'Presets' }).getByRole('button', { name: 'slp', exact: true }).click()
	await page.getByLabel('Images', { exact: true }).fill('2000')
	await page.getByLabel('Epochs', { exact: true }).fill('1')
	await page.getByRole('button', { name: /^Train/ }).click()
	const accuracy = page.getByText(/^test accuracy/)
	await accuracy.waitFor({ timeout: 120_000 })
	return `${await machine.innerText()}; after one epoch: ${(await accuracy.innerText()).replace(/\s+/g, ' ')}`
}
