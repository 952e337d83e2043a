import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unused } from './package/shipped.mjs'

/** @typedef {{ name: string, version: string, licence: string, text: string | null }} Licence `text` is null where the package brings none */

/** Not needed to run, but in what is shipped: the window, and what the page is built from. */
export const builtIn = [
	'electron',
	'svelte',
	'clsx',
	'chart.js',
	'@kurkle/color',
	'@fontsource/ibm-plex-sans',
	'@fontsource/ibm-plex-mono'
]

/**
 * The packages whose work is in the lab as it is shipped for this machine, from the lock file, with their licences.
 * @param {string} root @returns {Licence[]} by name
 */
export function licencesOf(root) {
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
	const never = new RegExp(`^(${unused.map((name) => name.replace('*', '.*')).join('|')})(/|$)`)
	/** @type {Map<string, Licence>} */
	const found = new Map()
	for (const [path, { dev, devOptional, version, license }] of Object.entries(packages)) {
		const name = path.slice(path.lastIndexOf('node_modules/') + 13)
		const isShipped = builtIn.includes(name) || (!dev && !devOptional && !never.test(name))
		if (path === '' || !isShipped || !existsSync(join(root, path))) continue
		found.set(`${name} ${version}`, { name, version, licence: license ?? 'not said', text: textIn(join(root, path)) })
	}
	const all = [...found.values()]
	// TensorFlow's packages name it and leave it out; its text is the same for everybody
	const apache =
		all.find(({ licence, text }) => licence === 'Apache-2.0' && text?.includes('END OF TERMS'))?.text ?? null
	for (const one of all) if (one.licence.startsWith('Apache-2.0')) one.text ??= apache
	return all.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** @param {string} folder */
function textIn(folder) {
	const name = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one))
	return name === undefined ? null : readFileSync(join(folder, name), 'utf8').trim()
}

/** Puts them beside the page when it is built, where the page About reads them; a page that holds a package they lack is not built. */
export const licencesBeside = (/** @type {string} */ root) => ({
	name: 'licences',
	/**
	 * @this {{ emitFile(file: { type: 'asset', fileName: string, source: string }): unknown }}
	 * @param {unknown} _options @param {Record<string, { modules?: object, originalFileNames?: string[] }>} bundle
	 */
	generateBundle(_options, bundle) {
		const licences = licencesOf(root)
		const listed = new Set(licences.map(({ name }) => name))
		const strange = packagesIn(bundle).filter((name) => !listed.has(name))
		if (strange.length > 0)
			throw new Error(
				`${strange.join(', ')}: in the page, and not among the packages that are shipped: add it to scripts/licences.mjs.`
			)
		this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(licences) })
	}
})

/**
 * The packages that a bundle's code and files come from.
 * @param {Record<string, { modules?: object, originalFileNames?: string[] }>} bundle
 */
export function packagesIn(bundle) {
	const paths = Object.values(bundle).flatMap((part) => [
		...Object.keys(part.modules ?? {}),
		...(part.originalFileNames ?? [])
	])
	const names = paths.map((path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
	return [...new Set(names)].filter((name) => name !== undefined).sort()
}
