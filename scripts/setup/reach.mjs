import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'

const patience = 3_000

/** @param {NodeJS.ProcessEnv} env */
export function behindProxy(env) {
	return ['https_proxy', 'http_proxy', 'all_proxy'].some((name) => env[name] || env[name.toUpperCase()])
}

/**
 * Whether a download from this address is worth a try: downloaders wait minutes for a host that cannot be reached.
 * Behind a proxy only the proxy knows, so the answer is yes.
 * @param {string} address @param {NodeJS.ProcessEnv} [env]
 */
export async function reachable(address, env = process.env) {
	if (behindProxy(env)) return true
	/** @type {NodeJS.Timeout | undefined} */
	let timer
	const tooLate = new Promise((resolve) => {
		timer = setTimeout(resolve, patience, false)
	})
	const found = await Promise.race([answers(address), tooLate])
	clearTimeout(timer)
	return found === true
}

/** @param {string} address */
async function answers(address) {
	try {
		const url = new URL(address)
		const { address: host } = await lookup(url.hostname.replace(/^\[|\]$/g, ''))
		return await new Promise((resolve) => {
			const socket = connect({
				host,
				port: Number(url.port) || (url.protocol === 'http:' ? 80 : 443),
				timeout: patience
			})
			const end = (/** @type {boolean} */ good) => {
				socket.destroy()
				resolve(good)
			}
			socket.on('connect', () => end(true))
			socket.on('timeout', () => end(false))
			socket.on('error', () => end(false))
		})
	} catch {
		return false
	}
}
