import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { addresses, largestBrought, largestImport, tooLarge, tooLargeBrought } from '../../shared/bytes.ts'
import { largestPicture, tooLargePicture } from '../../shared/pictures.ts'
import { largestOutline, runReportForms, tooLargeOutline } from '../../shared/reporting/outline.ts'

/** The one-time `key` stands in the printed address; `session` is what the browser that brings it gets for it. */
export interface Secrets {
	port: number
	key: string
	session: string
}

export type Verdict =
	| { kind: 'welcome'; address: URL }
	/** To the lab's start, with a cookie where the key has just been exchanged for one. */
	| { kind: 'redirect'; address: URL; cookie: string | null }
	| { kind: 'refused'; address: URL; status: number; sentence: string }

interface Upload {
	largest: number
	tooLarge: string
}

/** Where files can be sent to. */
const files: Record<string, Upload | undefined> = {
	[addresses.import]: { largest: largestImport, tooLarge },
	[addresses.pictures]: { largest: largestPicture, tooLarge: tooLargePicture },
	...Object.fromEntries(
		runReportForms.map((form) => [addresses.report(form), { largest: largestOutline, tooLarge: tooLargeOutline }])
	)
}

/** The files of a data set come in pieces, each of which may be one large file. */
const ofData: Upload = { largest: largestBrought, tooLarge: tooLargeBrought }
const uploadAt = (path: string) => (path.startsWith(addresses.incoming('')) ? ofData : files[path])

/**
 * Decides who may come in: a browser on this machine (Host, against DNS rebinding), on our own page (Origin and
 * Sec-Fetch-Site, against other sites and other ports), that has brought the key once and the cookie ever since.
 */
export function newGuard({ port, key, session }: Secrets) {
	const hosts = ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host)
	// cookies do not know ports: two labs on one machine must not overwrite each other's
	const cookieName = `digit-lab-${port}`
	const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=2592000`
	// kept for a month, so that a browser that was closed finds the lab again; the secret goes with the lab
	let keyIsUsed = false

	const hasCookie = ({ headers }: IncomingMessage) =>
		(headers.cookie ?? '').split(';').some((pair) => same(pair.trim(), `${cookieName}=${session}`))

	/** Refuses what no browser on our page sends, or gives the address that was asked for. */
	function checkSender({ url = '', headers }: IncomingMessage): Verdict {
		const home = new URL(`http://127.0.0.1:${port}/`)
		const refused = (status: number, sentence: string): Verdict => ({
			kind: 'refused',
			address: home,
			status,
			sentence
		})
		const host = headers.host?.toLowerCase() ?? ''
		if (!hosts.includes(host)) return refused(403, 'The lab answers at its own address only: open the one it printed.')
		const { origin } = headers
		if (origin !== undefined && origin !== `http://${host}`) return refused(403, 'The lab answers its own page only.')
		const address = url.startsWith('/') ? URL.parse(`http://${host}${url}`) : null
		if (!address) return refused(400, 'This is not an address of the lab.')
		// a page at another port counts as the same site, and cookies come with what it asks for; only the start is for anybody's link
		const site = headers['sec-fetch-site'] ?? 'none'
		if (site !== 'same-origin' && site !== 'none' && address.pathname !== '/')
			return refused(403, 'The lab answers its own page only.')
		return { kind: 'welcome', address }
	}

	const withoutCookie = 'Open the lab with the address it printed when it was started, the one with ?key= in it.'

	return {
		/** For a page or a file. */
		request(request: IncomingMessage): Verdict {
			const verdict = checkSender(request)
			if (verdict.kind !== 'welcome') return verdict
			const { address } = verdict
			const refused = (status: number, sentence: string): Verdict => ({ kind: 'refused', address, status, sentence })
			const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
			const upload = request.method === 'POST' ? uploadAt(address.pathname) : undefined
			if (upload) {
				// what changes the lab must come from our own page, which browsers then say
				if (request.headers.origin === undefined) return refused(403, 'The lab answers its own page only.')
				if (!hasCookie(request)) return refused(401, withoutCookie)
				return Number(length) > upload.largest ? refused(413, upload.tooLarge) : verdict
			}
			if (length !== '0' || encoding !== undefined) return refused(413, 'The lab takes no uploads at this address.')
			if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, 'This page can only be read.')
			const given = address.pathname === '/' ? address.searchParams.get('key') : null
			if (hasCookie(request)) return given === null ? verdict : { kind: 'redirect', address, cookie: null }
			if (given === null) return refused(401, withoutCookie)
			if (!same(given, key)) return refused(401, `This key does not belong to the lab that runs now. ${withoutCookie}`)
			if (keyIsUsed)
				return refused(
					401,
					'This address has already been opened in a browser, and it opens only one: go on there, or start the lab again for a new address.'
				)
			// whoever only looks at the headers (a preview, a checker) must not use it up
			if (request.method === 'GET') keyIsUsed = true
			return { kind: 'redirect', address, cookie: keyIsUsed ? cookie : null }
		},
		/** For a WebSocket: browsers let any site open one to anywhere, so here the Origin must be there, and ours. */
		upgrade(request: IncomingMessage): Verdict {
			const verdict = checkSender(request)
			if (verdict.kind !== 'welcome') return verdict
			const { address } = verdict
			const refused = (status: number, sentence: string): Verdict => ({ kind: 'refused', address, status, sentence })
			if (address.pathname !== '/rpc') return refused(404, 'There is no WebSocket at this address.')
			if (request.headers.origin === undefined) return refused(403, 'The lab answers its own page only.')
			return hasCookie(request) ? verdict : refused(401, withoutCookie)
		}
	}
}

/** Takes the same time wherever the two differ. */
function same(given: string, secret: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(secret)]
	return one.length === other.length && timingSafeEqual(one, other)
}
