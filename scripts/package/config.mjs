import { files, unpacked } from './shipped.mjs'

/** Where a .deb lays the README down. */
const aboutIt = '/usr/share/doc/digit-lab/README.md'

/**
 * What electron-builder makes of the built lab. Nothing in it fetches updates: the lab is offline by design.
 * @param {{ output: string, resources: string }} folders where the packages go, and where icons, entitlements and README.md lie
 * @returns {import('electron-builder').Configuration}
 */
export const configFor = ({ output, resources }) => ({
	appId: 'digit-lab',
	productName: 'Digit Lab',
	copyright: 'MIT license',
	directories: { output, buildResources: resources },
	files,
	// a .deb must name a page about the program: the one that it lays down itself, for there is no other
	...(process.platform === 'linux' && { extraMetadata: { homepage: `file://${aboutIt}` } }),
	// what lies outside of the archive is named, not guessed
	asar: { smartUnpack: false },
	asarUnpack: unpacked,
	// native code comes ready for Electron: Node-API, one binary for both
	npmRebuild: false,
	publish: null,
	electronLanguages: ['en-US'],
	electronFuses: {
		runAsNode: false,
		enableCookieEncryption: true,
		enableNodeOptionsEnvironmentVariable: false,
		enableNodeCliInspectArguments: false,
		enableEmbeddedAsarIntegrityValidation: true,
		onlyLoadAppFromAsar: true,
		loadBrowserProcessSpecificV8Snapshot: false,
		grantFileProtocolExtraPrivileges: false,
		resetAdHocDarwinSignature: process.platform === 'darwin'
	},
	fileAssociations: [
		{ ext: 'digitlab', name: 'Digit Lab run', description: 'A run of Digit Lab', mimeType: 'application/x-digit-lab' },
		{
			ext: 'digitrecipe',
			name: 'Digit Lab recipe',
			description: 'A recipe of Digit Lab, to be verified',
			mimeType: 'application/x-digit-lab-recipe'
		}
	],
	linux: {
		target: ['AppImage', 'deb'],
		icon: 'icons',
		category: 'Science',
		executableName: 'digit-lab',
		synopsis: 'A laboratory for handwritten-digit recognition',
		maintainer: 'Digit Lab'
	},
	// left out, its menu entry would start the window without Chromium's sandbox
	appImage: { executableArgs: [] },
	deb: { fpm: [`${resources}/README.md=${aboutIt}`] },
	win: { target: ['nsis'], icon: 'icon.ico' },
	nsis: { oneClick: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },
	mac: {
		target: ['dmg'],
		icon: 'icon.icns',
		category: 'public.app-category.education',
		hardenedRuntime: true,
		gatekeeperAssess: false,
		entitlements: 'entitlements.plist',
		entitlementsInherit: 'entitlements.plist'
	}
})
