import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Answers what the page asks for by address: its own files. Electron's scheme and HTTP serve it alike. */
export type AnswerPage = (request: Request) => Response | Promise<Response>

const contentTypes: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
	'.woff': 'font/woff'
}

/**
 * The headers of every answer, refusals included. `address` is the page's own: over HTTP its WebSocket lies at the same
 * host, and not every browser takes `'self'` to mean that.
 */
export function securityHeaders(address: URL): Record<string, string> {
	const socket = address.protocol === 'http:' ? ` ws://${address.host}` : ''
	return {
		'content-security-policy': [
			`default-src 'none'`,
			`script-src 'self'`,
			`style-src 'self'`,
			`font-src 'self'`,
			`img-src 'self' data: blob:`,
			`connect-src 'self'${socket}`,
			`base-uri 'none'`,
			`form-action 'none'`,
			`frame-ancestors 'none'`
		].join('; '),
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin'
	}
}

/** A page with nothing but a sentence, for a person who came to the wrong place. The sentence is ours, never the caller's. */
export function plainPage(address: URL, status: number, sentence: string): Response {
	const text = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Digit Lab</title><p>${sentence}</p></html>`
	const headers = {
		...securityHeaders(address),
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store'
	}
	return new Response(text, { status, headers })
}

/**
 * Reads the built page in `folder` once and answers from memory by exact address, so no request can name another file,
 * and a build that replaces the folder does not break a page that is open. While developing it reads for every answer.
 */
export async function openPage(folder: string, developing = false): Promise<AnswerPage> {
	if (developing) return async (request) => (await openPage(folder))(request)
	const files = new Map<string, Uint8Array<ArrayBuffer>>()
	for (const path of await filesIn(folder)) files.set(path, new Uint8Array(await readFile(join(folder, path))))
	return (request) => {
		const address = new URL(request.url)
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			const refusal = plainPage(address, 405, 'This page can only be read.')
			refusal.headers.set('allow', 'GET, HEAD')
			return refusal
		}
		const path = address.pathname === '/' ? '/index.html' : address.pathname
		const bytes = files.get(path)
		if (!bytes) return plainPage(address, 404, 'There is nothing at this address: the lab begins at <a href="/">/</a>.')
		const headers = {
			...securityHeaders(address),
			'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
			'content-length': String(bytes.length),
			// a name with a hash in it never means other bytes
			'cache-control': /-[\w-]{8}\.\w+$/.test(path) ? 'private, max-age=31536000, immutable' : 'no-store'
		}
		return new Response(request.method === 'HEAD' ? null : bytes, { headers })
	}
}

/** Addresses below `folder`, such as "/assets/index-3f2a9c1b.js". Walked here: not every file system in a file can. */
async function filesIn(folder: string, address = ''): Promise<string[]> {
	const entries = await readdir(join(folder, address), { withFileTypes: true })
	const found: string[] = []
	for (const entry of entries) {
		const here = `${address}/${entry.name}`
		found.push(...(entry.isDirectory() ? await filesIn(folder, here) : [here]))
	}
	return found
}
