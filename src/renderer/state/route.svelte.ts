/** Which page is shown; the address says it, so that back, reload and bookmarks work. */
export type Page = { kind: 'experiment' } | { kind: 'runs' } | { kind: 'run'; id: number }

export class Route {
	page = $state.raw<Page>(pageOf(location.hash))

	constructor() {
		addEventListener('hashchange', () => (this.page = pageOf(location.hash)))
	}

	go(page: Page): void {
		location.hash = addressOf(page)
	}
}

/** "#/runs/12" → the page of run 12; what leads nowhere leads to the experiment. */
export function pageOf(hash: string): Page {
	const [, head, id] = hash.split('/')
	if (head !== 'runs') return { kind: 'experiment' }
	return id !== undefined && /^[1-9]\d*$/.test(id) ? { kind: 'run', id: Number(id) } : { kind: 'runs' }
}

export function addressOf(page: Page): string {
	switch (page.kind) {
		case 'experiment':
			return '#/experiment'
		case 'runs':
			return '#/runs'
		case 'run':
			return `#/runs/${page.id}`
	}
}
