import type { Imported } from '../../shared/bytes.ts'
import { mnistId } from '../../shared/dataset.ts'

/** What a person wants to know of a run. */
export const runViews = ['result', 'images', 'inside', 'confidence'] as const
export type RunView = (typeof runViews)[number]

/** Which page is shown; the address says it, so that back, reload and bookmarks work. */
export type Page =
	| { kind: 'experiment' }
	| { kind: 'about' }
	/** `query` is what is looked for, and in which order: "words=adam&sort=test". */
	| { kind: 'runs'; query: string }
	/** `query` is what a view remembers in the address: "true=4&as=9". */
	| { kind: 'run'; id: number; view: RunView; query: string }
	/** A recipe from another lab, by the number of its file. */
	| { kind: 'verify'; id: number }
	| { kind: 'compare'; ids: number[] }
	/** The data sets, and what is in one of them. */
	| { kind: 'data'; set: string }
	/** One document about these runs and studies. */
	| { kind: 'report'; ids: number[]; studies: number[] }
	| { kind: 'studies' }
	| { kind: 'study'; id: number }
	/** `picture` is the one that is opened, `query` what is looked for among all: "batch=…&wrong=1". */
	| { kind: 'classify'; picture: number | null; query: string }

export class Route {
	page = $state.raw<Page>(pageOf(location.hash))

	constructor() {
		addEventListener('hashchange', () => (this.page = pageOf(location.hash)))
	}

	go(page: Page): void {
		location.hash = addressOf(page)
	}

	/** Says in the address what has changed on this page, without a step that "back" would return to. */
	replace(page: Page): void {
		history.replaceState(history.state, '', addressOf(page))
		this.page = page
	}
}

const isNumber = (text: string) => /^[1-9]\d{0,8}$/.test(text)

const numbersIn = (text = '') => text.split('-').filter(isNumber).map(Number)

/** "#/runs/12/images?true=4" → the images of run 12; what leads nowhere leads to the experiment. */
export function pageOf(hash: string): Page {
	const [path = '', query = ''] = hash.split('?', 2)
	const [, head, id, word] = path.split('/')
	if (head === 'compare') return { kind: head, ids: numbersIn(id) }
	if (head === 'report') return { kind: head, ids: numbersIn(id), studies: numbersIn(word) }
	if (head === 'classify') return { kind: 'classify', picture: id && isNumber(id) ? Number(id) : null, query }
	if (head === 'data') return { kind: 'data', set: id || mnistId }
	if (head === 'studies') return id && isNumber(id) ? { kind: 'study', id: Number(id) } : { kind: 'studies' }
	if (head === 'verify' && id && isNumber(id)) return { kind: 'verify', id: Number(id) }
	if (head === 'about') return { kind: 'about' }
	if (head !== 'runs') return { kind: 'experiment' }
	if (id === undefined || !isNumber(id)) return { kind: 'runs', query }
	const view = runViews.find((one) => one === word) ?? 'result'
	return { kind: 'run', id: Number(id), view, query }
}

export function addressOf(page: Page): string {
	switch (page.kind) {
		case 'experiment':
			return '#/experiment'
		case 'data':
			return `#/data${page.set === mnistId ? '' : `/${page.set}`}`
		case 'studies':
			return '#/studies'
		case 'study':
			return `#/studies/${page.id}`
		case 'verify':
			return `#/verify/${page.id}`
		case 'about':
			return '#/about'
		case 'runs':
			return `#/runs${page.query && `?${page.query}`}`
		case 'run': {
			const view = page.view === 'result' ? '' : `/${page.view}`
			return `#/runs/${page.id}${view}${page.query && `?${page.query}`}`
		}
		case 'compare':
			return `#/compare/${page.ids.join('-')}`
		case 'report':
			return `#/report/${page.ids.join('-')}${page.studies.length > 0 ? `/${page.studies.join('-')}` : ''}`
		case 'classify':
			return `#/classify${page.picture === null ? '' : `/${page.picture}`}${page.query && `?${page.query}`}`
	}
}

/** Where what was imported is shown. */
export const pageOfImport = (imported: Imported): Page =>
	imported.kind === 'run'
		? { kind: 'run', id: imported.run.id, view: 'result', query: '' }
		: { kind: 'verify', id: imported.recipe }

/** The address of a view of a run. */
export const runAddress = (id: number, view: RunView = 'result', query = '') =>
	addressOf({ kind: 'run', id, view, query })

/** The address of a picture, or of all that are looked for. */
export const pictureAddress = (picture: number | null, query = '') => addressOf({ kind: 'classify', picture, query })

/** Shows another view; back leads to the one before. */
export const openAddress = (address: string) => location.assign(address)

/** Shows another view in place of the one that is shown: back leads past both. */
export const replaceAddress = (address: string) => location.replace(address)

/** Whether another page is shown, or the same one with something else opened in it. */
export const isSamePlace = (a: Page, b: Page) =>
	(a.kind === 'compare' && b.kind === 'compare') || placeOf(a) === placeOf(b)

const placeOf = (page: Page) => addressOf('query' in page ? { ...page, query: '' } : page)
