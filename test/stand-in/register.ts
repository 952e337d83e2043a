import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * `node --import` this file, built (built.ts), and 'electron' means the stand-in: the built desktop bundles run unchanged, with
 * Chromium as the window. It stands in for tests on machines where Electron's binary cannot be had, and claims to be nothing
 * more.
 */
registerHooks({
	resolve(specifier, context, next) {
		if (specifier !== 'electron') return next(specifier, context)
		return { url: pathToFileURL(join(import.meta.dirname, 'electron.js')).href, shortCircuit: true }
	}
})
