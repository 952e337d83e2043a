import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What a person does on the page, in the page's own words. */

export const go = (page: Page, where: 'Experiment' | 'Data' | 'Runs' | 'Studies' | 'Classify') =>
	page
		.getByRole('navigation', { name: 'Pages' })
		// some say how many there are
		.getByRole('link', { name: new RegExp(`^${where}( [\\d,]+)?$`) })
		.click()

export const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)

export const pickPreset = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Presets' }).getByRole('button', { name, exact: true }).click()

export const train = (page: Page) => page.getByRole('button', { name: /^(Train|Add to queue)/ }).click()

/** The accuracy curve, whose label says the newest epoch. */
export const curveAt = (page: Page, epoch: number) =>
	page.getByRole('img', { name: new RegExp(`^Accuracy by epoch\\. Epoch ${epoch}:`) })

/** From now on, writes down each epoch that the accuracy curve comes to show; gives a function that reads them. */
export async function watchCurve(page: Page): Promise<() => Promise<number[]>> {
	await page.evaluate(() => {
		const seen: number[] = []
		const look = () => {
			const label = document.querySelector('[aria-label^="Accuracy by epoch. Epoch"]')?.getAttribute('aria-label')
			const epoch = Number(/Epoch (\d+)/.exec(label ?? '')?.[1])
			if (epoch > 0 && seen.at(-1) !== epoch) seen.push(epoch)
		}
		new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
		Object.assign(window, { seenEpochs: seen })
	})
	return () => page.evaluate(() => (window as unknown as { seenEpochs: number[] }).seenEpochs)
}

/** What axe-core finds wrong with the page as it stands, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
	await page.evaluate(axe.source)
	return page.evaluate(async () => {
		const { violations } = await (window as unknown as { axe: typeof axe }).axe.run()
		return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`))
	})
}

export const chooseTheme = (page: Page, theme: 'light' | 'dark') =>
	page.getByRole('group', { name: 'Theme' }).getByText(theme, { exact: true }).click()

/** Everything the page complained about since it was opened, broken security policy included. */
export async function complaints(page: Page): Promise<string[]> {
	const messages = await page.consoleMessages()
	const errors = await page.pageErrors()
	const loud = messages.filter((message) => message.type() === 'error' || message.type() === 'warning')
	return [...loud.map((message) => message.text()), ...errors.map(String)]
}

/** Draws a frame over the left third of the map of a data set. */
export async function brush(page: Page): Promise<void> {
	const field = page.getByRole('button', { name: /^Map of/ })
	await field.scrollIntoViewIfNeeded()
	const box = await field.boundingBox()
	if (!box) throw new Error('the map is not to be seen')
	await page.mouse.move(box.x + 20, box.y + 60)
	await page.mouse.down()
	await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2, { steps: 4 })
	await page.mouse.up()
}
