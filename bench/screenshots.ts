import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { openLab } from '../src/main/lab.ts'
import { serve } from '../src/main/serve.ts'
import { worldHere } from '../src/main/world.ts'
import { finishedRun } from './parts/finished-run.ts'
import { somePictures } from './parts/some-pictures.ts'

/**
 * Takes the README's pictures from the real page: docs/run.png and docs/images.png. `--home` names a lab whose runs
 * are shown (mlp-128-dropout is trained if it has none, a study is shown if there is one); `--all FOLDER` takes every page in two sizes and both themes instead.
 */
const { values } = parseArgs({ options: { home: { type: 'string' }, all: { type: 'string' } } })
const home = values.home ?? mkdtempSync(join(tmpdir(), 'digit-lab-screenshots-'))
const docs = fileURLToPath(new URL('../docs/', import.meta.url))
const browser = process.env['DIGIT_LAB_BROWSER']
if (!browser) throw new Error('There is no browser to take pictures with: "npm run setup" looks for one.')

const world = worldHere({ home })
const lab = openLab(world)
const { id } = await finishedRun(lab, 'mlp-128-dropout', 1)
const pictures = await somePictures(lab, world.dataFolder)
for await (const { kind } of await lab.client.data.work({ work: 'analysis' })) if (kind === 'done') break
const others = (await lab.client.runs.list({ limit: 7 })).map((run) => run.id)
const [study] = await lab.client.studies.list()
const pages = {
	experiment: '#/experiment',
	data: '#/data',
	runs: '#/runs',
	run: `#/runs/${id}`,
	images: `#/runs/${id}/images`,
	image: `#/runs/${id}/images?image=247`,
	validation: `#/runs/${id}/images?of=validation`,
	inside: `#/runs/${id}/inside?image=247`,
	confidence: `#/runs/${id}/confidence`,
	compare: `#/compare/${others.join('-')}`,
	pair: `#/compare/${others.slice(0, 2).join('-')}`,
	report: `#/report/${others.slice(0, 3).join('-')}`,
	...(study && { studied: `#/report/${others.slice(0, 1).join('-')}/${study.id}` }),
	classify: '#/classify',
	studies: '#/studies',
	...(study && { study: `#/studies/${study.id}` }),
	about: '#/about',
	digit: `#/classify/${pictures.digit.id}`,
	number: `#/classify/${pictures.number.id}`
}
const served = await serve(lab, { port: 0, open: false, say: () => undefined })
const chrome = await chromium.launch({
	executablePath: browser,
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb']
})
try {
	const page = await chrome.newPage({ viewport: { width: 1280, height: 800 } })
	await page.goto(served.address)
	const take = async (route: string, path: string) => {
		await page.goto(new URL(route, page.url()).href)
		await page.getByRole('heading', { level: 1 }).waitFor()
		// the time of an epoch is being measured, fonts and curves are being drawn
		await page.waitForTimeout(2500)
		await page.screenshot({ path })
		console.log(path)
	}
	if (values.all) {
		mkdirSync(values.all, { recursive: true })
		for (const [width, height] of [
			[1280, 800],
			[1920, 1080]
		] as const)
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.setViewportSize({ width, height })
				await page.emulateMedia({ colorScheme })
				for (const [name, route] of Object.entries(pages))
					await take(route, join(values.all, `${name}-${width}-${colorScheme}.png`))
			}
	} else {
		await take(pages.run, join(docs, 'run.png'))
		await take(pages.image, join(docs, 'images.png'))
	}
} finally {
	await chrome.close()
	await served.close()
	await lab.close()
}
