/** For a Chromium that runs as root, without a graphics card, and calls nobody. */
export const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
]
