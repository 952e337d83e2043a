import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { configFor } from './config.mjs'
import { drawIcons } from './icons.mjs'
import { stripTensorflow } from './strip.mjs'

/**
 * Packs the built lab for this system.
 * @param {import('../setup/place.mjs').Place} place
 * @param {{ output: string, folderOnly: boolean, electron?: string }} how folderOnly: no installers; electron: an
 * unpacked distribution to take instead of fetching Electron's
 * @returns {Promise<string[]>} the installers
 */
export async function pack(place, { output, folderOnly, electron }) {
	const builder = await import(pathToFileURL(join(place.modules, 'electron-builder', 'out', 'index.js')).href)
	const resources = mkdtempSync(join(tmpdir(), 'digit-lab-package-'))
	try {
		await drawIcons(place, resources)
		cpSync(join(import.meta.dirname, 'entitlements.plist'), join(resources, 'entitlements.plist'))
		cpSync(join(place.root, 'README.md'), join(resources, 'README.md'))
		mkdirSync(output, { recursive: true })
		return await builder.build({
			projectDir: place.root,
			targets: builder.Platform.current().createTarget(folderOnly ? 'dir' : undefined),
			config: {
				...configFor({ output, resources }),
				...(electron !== undefined && { electronDist: electron }),
				/** @param {import('electron-builder').AfterPackContext} context */
				afterPack: ({ appOutDir, packager }) =>
					stripTensorflow(join(packager.getResourcesDir(appOutDir), 'app.asar.unpacked'))
			},
			publish: 'never'
		})
	} finally {
		rmSync(resources, { recursive: true, force: true })
	}
}
