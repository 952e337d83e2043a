/** What this machine got, for a person. @param {import('../setup.mjs').Machine} machine */
export function table({ packages, tensorflow, electron, browser }) {
	const rows = [
		['Node', packages.version],
		['TensorFlow', native(tensorflow)],
		['Electron', program(electron, 'npm start looks for it', 'the lab opens in the browser')],
		['Browser', program(browser, 'npm test looks for one', 'the browser stories do not run')]
	]
	return ['This machine has:', ...rows.map(([name = '', text]) => `  ${name.padEnd(11)}${text}`)].join('\n')
}

/** @param {import('../setup.mjs').Machine['tensorflow']} found */
function native(found) {
	if (found === undefined) return 'not looked for yet'
	return 'failedAt' in found
		? "no native library; tfjs's wasm backend, dense networks only"
		: `${found.version}, from ${found.source}`
}

/** @param {import('../setup.mjs').Machine['electron'] | import('../setup.mjs').Machine['browser']} found @param {string} later @param {string} instead */
function program(found, later, instead) {
	if (found === undefined) return `not looked for yet; ${later}`
	return 'failedAt' in found ? `none: ${found.reason}; ${instead}` : `${found.version} (${found.binary})`
}
