import type { Page } from 'playwright-core'

/** Measures the page of runs as a person uses it; `loaded` is called when every run has arrived. */
export async function historyPage(
	page: Page,
	address: string,
	note: (what: string, milliseconds: number) => void,
	loaded: () => void
): Promise<void> {
	// seen from inside the page, a frame at a time, so that the driver's own way to and fro does not count
	await page.addInitScript(() => {
		const seen: Record<string, number> = {}
		Object.assign(window, { seen })
		const look = () => {
			const table = document.querySelector('table[aria-rowcount]')
			if (table && document.querySelector('tr[data-run]')) seen['first'] ??= performance.now()
			const rows = table?.getAttribute('aria-rowcount') ?? ''
			if (seen['rows'] !== Number(rows)) {
				seen['rows'] = Number(rows)
				seen['last'] = performance.now()
			}
			requestAnimationFrame(look)
		}
		requestAnimationFrame(look)
	})
	await page.goto(address)
	await page.goto(new URL('/#/runs', address).href)
	await page.reload()
	await page.waitForFunction(() => performance.now() - ((window as never)['seen'] as { last: number }).last > 1500)
	loaded()
	const seen = await page.evaluate(() => (window as never)['seen'] as { first: number; last: number; rows: number })
	const connected = await page.evaluate(
		() => performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.js'))?.startTime ?? 0
	)
	note('page: from its script to the first rows', seen.first - connected)
	note(`page: from its script to all ${seen.rows - 1} rows`, seen.last - connected)

	/** From a press to the end of the second frame after it: the first that shows what came of it has been drawn. */
	const press = (selector: string) =>
		page.evaluate(
			(selector) =>
				new Promise<number>((resolve) => {
					const from = performance.now()
					document.querySelector<HTMLElement>(selector)?.click()
					requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)))
				}),
			selector
		)
	const titles = await page.locator('thead th button').allInnerTexts()
	for (const [index, title] of titles.entries())
		note(
			`page: sort by ${title.replace(/[↑↓]/g, '').trim().toLowerCase()}`,
			await press(`thead th:nth-child(${index + 3}) button`)
		)
	for (const words of ['a', 'adam', 'adam 64', 'adam 64 report', ''])
		note(
			`page: filter by "${words}"`,
			await page.evaluate(
				(words) =>
					new Promise<number>((resolve) => {
						const input = document.querySelector<HTMLInputElement>('input[type=search]')
						const from = performance.now()
						if (input) input.value = words
						input?.dispatchEvent(new Event('input', { bubbles: true }))
						requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - from)))
					}),
				words
			)
		)
	note('page: select all', await press('thead input'))
	note('page: select none', await press('thead input'))

	await measureScrolling(page, 'turning the wheel', 120, note)
	await measureScrolling(page, 'pulling the scroll bar', 2600, note)

	const place = await page.evaluate(() => document.querySelector('.scroll')?.scrollTop ?? 0)
	note('page: open a run', await press('tr[data-run] a'))
	await page.getByRole('button', { name: 'Run again' }).waitFor()
	const back = await page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const from = performance.now()
				const look = () =>
					document.querySelector('tr[data-run]') ? resolve(performance.now() - from) : requestAnimationFrame(look)
				history.back()
				requestAnimationFrame(look)
			})
	)
	note('page: back to the list', back)
	const again = await page.evaluate(() => document.querySelector('.scroll')?.scrollTop ?? 0)
	if (Math.abs(again - place) > 1) throw new Error(`The list was left at ${place} and found again at ${again}.`)
}

/** Two seconds of scrolling by so many pixels a frame; the processor's time is that of the page's main thread alone. */
async function measureScrolling(
	page: Page,
	what: string,
	pixels: number,
	note: (what: string, milliseconds: number) => void
): Promise<void> {
	const devtools = await page.context().newCDPSession(page)
	await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
	const worked = async () => {
		const { metrics } = await devtools.send('Performance.getMetrics')
		return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
	}
	const before = await worked()
	const frames = await page.evaluate(
		(pixels) =>
			new Promise<number[]>((resolve) => {
				const box = document.querySelector('.scroll')
				const frames: number[] = []
				let last = performance.now()
				const step = (now: number) => {
					frames.push(now - last)
					last = now
					if (box) box.scrollTop += pixels
					if (frames.length < 120) requestAnimationFrame(step)
					else resolve(frames.slice(2).sort((a, b) => a - b))
				}
				requestAnimationFrame(step)
			}),
		pixels
	)
	note(`page: ${what}, processor time a frame`, ((await worked()) - before) / 120)
	const share = (part: number) => frames[Math.floor(part * (frames.length - 1))] ?? NaN
	note(`page: ${what}, a frame, median`, share(0.5))
	note(`page: ${what}, a frame, 95 %`, share(0.95))
	await devtools.detach()
}
