import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { chromiumFlags } from '../stand-in/chromium-flags.ts'
import { openDesktop } from '../stand-in/open.ts'
import { built, root } from './place.ts'
import { printedAddress, startLab } from './terminal.ts'

/** The page, come through some door. */
export interface Visit {
	page: Page
	/** Ends window and program, and throws when the program did not end well. */
	close: () => Promise<void>
}

/** One way to the page; the same stories are told through each. */
export interface Door {
	name: string
	/** Why it cannot be opened on this machine, or null. */
	missing: string | null
	/** What it opens is closed when the test ends, if it is not before. */
	open: (home: string) => Promise<Visit>
}

const browser = process.env['DIGIT_LAB_BROWSER']
const electron = process.env['DIGIT_LAB_ELECTRON']
export const noBrowser = browser && existsSync(browser) ? null : 'not run: no Chromium (DIGIT_LAB_BROWSER names none)'

export const doors: Door[] = [
	{ name: 'the serve door', missing: noBrowser, open: closed(visitServed) },
	{ name: 'the desktop door under the stand-in for Electron', missing: noBrowser, open: closed(visitStandIn) },
	{
		name: 'the desktop door in Electron',
		missing: electron && existsSync(electron) ? null : 'not run: no Electron binary',
		open: closed(visitElectron)
	}
]

/** Closes what was opened once, also when a story fails in the middle. */
function closed(open: Door['open']): Door['open'] {
	return async (home) => {
		const { page, close } = await open(home)
		let closing: Promise<void> | null = null
		const closeOnce = () => (closing ??= close())
		onTestFinished(closeOnce)
		return { page, close: closeOnce }
	}
}

async function visitServed(home: string): Promise<Visit> {
	const serving = startLab(home, ['serve', '--port', '0'])
	const address = await printedAddress(serving)
	const chrome = await chromium.launch({ executablePath: browser ?? '', args: chromiumFlags })
	const page = await chrome.newPage({ viewport: { width: 1280, height: 860 } })
	await page.goto(address)
	return {
		page,
		async close() {
			await chrome.close()
			serving.child.kill('SIGINT')
			const { code, stderr } = await serving.ended
			if (code !== 0) throw new Error(`The lab ended with ${code}.\n${stderr}`)
		}
	}
}

async function visitStandIn(home: string): Promise<Visit> {
	built('main/desktop.js')
	const { page, close } = await openDesktop({ home })
	return {
		page,
		async close() {
			const { code, errors } = await close()
			if (code !== 0) throw new Error(`The desktop ended with ${code}.\n${errors}`)
		}
	}
}

async function visitElectron(home: string): Promise<Visit> {
	// Chromium refuses to run its sandbox as root
	const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
	const app = await _electron.launch({
		executablePath: electron ?? '',
		args: [...flags, `--user-data-dir=${join(home, 'window')}`, root],
		env: { ...process.env, DIGIT_LAB_HOME: home } as Record<string, string>
	})
	return { page: await app.firstWindow(), close: () => app.close() }
}
