import { registerHooks } from 'node:module'

/**
 * `node --import` this file, and 'electron' means the stand-in: the built desktop bundles run unchanged, with Chromium as
 * the window. It stands in for tests on machines where Electron's binary cannot be had, and claims to be nothing more.
 */
registerHooks({
	resolve(specifier, context, next) {
		if (specifier !== 'electron') return next(specifier, context)
		return { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
	}
})
