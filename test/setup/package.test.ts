import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pack from '../../package.json' with { type: 'json' }
import { configFor } from '../../scripts/package/config.mjs'
import { drawIcons } from '../../scripts/package/icons.mjs'
import { placeOf } from '../../scripts/setup/place.mjs'

interface Converted {
	icons: { file: string; size: number }[]
	isFallback: boolean
	error?: string
}
const load = createRequire(import.meta.url)
/** A file of electron-builder's own. */
const builder = (file: string) => load(`app-builder-lib/out/${file}`) as unknown
const { convertIcon } = builder('util/iconConverter.js') as {
	convertIcon: (asked: object) => Promise<Converted>
}

describe('the icons', () => {
	let folder = ''
	const config = configFor({ output: 'dist', resources: 'resources' })
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'digit-lab-icons-'))
		await drawIcons(placeOf(), folder)
	})
	afterAll(() => rmSync(folder, { recursive: true }))

	test('are taken by the packager as they are, for each system', async () => {
		for (const [format, icon] of [
			['ico', config.win?.icon],
			['icns', config.mac?.icon],
			['set', config.linux?.icon]
		] as const) {
			const outDir = join(folder, 'converted')
			const found = await convertIcon({ sources: [icon], fallbackSources: [], roots: [folder], format, outDir })
			expect(found.error).toBeUndefined()
			expect(found.isFallback).toBe(false)
			const names = found.icons.map(({ file }) => file.slice(folder.length + 1))
			const sides = [16, 32, 48, 64, 128, 256, 512]
			expect(names).toEqual(format === 'set' ? sides.map((side) => `icons/${side}x${side}.png`) : [`icon.${format}`])
		}
	})

	test('hold pictures of the sizes they name', async () => {
		const ico = readFileSync(join(folder, 'icon.ico'))
		for (let number = 0; number < ico.readUInt16LE(4); number++) {
			const entry = 6 + 16 * number
			const at = ico.readUInt32LE(entry + 12)
			const { width, height, format } = await sharp(ico.subarray(at, at + ico.readUInt32LE(entry + 8))).metadata()
			const side = ico.readUInt8(entry) || 256
			expect({ width, height, format }).toEqual({ width: side, height: side, format: 'png' })
		}
		const icns = readFileSync(join(folder, 'icon.icns'))
		expect(icns.toString('latin1', 0, 4)).toBe('icns')
		expect(icns.readUInt32BE(4)).toBe(icns.length)
		const sides: number[] = []
		for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
			sides.push((await sharp(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))).metadata()).width)
		expect(sides).toEqual([32, 64, 128, 256, 512, 1024])
	})
})

test('an AppImage’s menu entry starts the window as it is, with Chromium’s sandbox', async () => {
	const config = configFor({ output: 'dist', resources: 'resources' })
	const { default: AppImageTarget } = builder('targets/appimage/AppImageTarget.js') as {
		default: new (...parts: unknown[]) => { desktopEntry: { value: Promise<string> } }
	}
	const packager = { config, platformSpecificBuildOptions: config.linux, appInfo: { buildVersion: pack.version } }
	const helper = { computeDesktopEntry: (_options: unknown, exec: string) => Promise.resolve(exec) }
	expect(await new AppImageTarget('AppImage', packager, helper, 'dist').desktopEntry.value).toBe('AppRun %U')
})

test.runIf(process.platform === 'linux')(
	'a .deb can be made where no host is known, and names the page that it lays down itself',
	async () => {
		const config = configFor({ output: 'dist', resources: 'resources' })
		const { default: FpmTarget } = builder('targets/FpmTarget.js') as {
			default: { prototype: { computeFpmMetaInfoOptions(): Promise<{ url: string }> } }
		}
		const { AppInfo } = builder('appInfo.js') as { AppInfo: { prototype: object } }
		const metadata = { ...pack, ...(config.extraMetadata as object) }
		const appInfo = Object.assign(Object.create(AppInfo.prototype) as object, {
			info: { metadata, devMetadata: pack, repositoryInfo: Promise.resolve(null) }
		})
		const target = { options: { ...config.linux, packageName: pack.name }, packager: { appInfo, info: { metadata } } }
		const { url } = await FpmTarget.prototype.computeFpmMetaInfoOptions.call(target)
		const { pathname, protocol } = new URL(url)
		expect(protocol).toBe('file:')
		expect(config.deb?.fpm).toEqual([`resources/README.md=${pathname}`])
	}
)

test('the packages fetch no updates, and a Mac allows what the library needs and nothing else', () => {
	const { publish, electronFuses, mac, fileAssociations } = configFor({ output: 'dist', resources: 'resources' })
	expect(publish).toBeNull()
	expect(electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true })
	expect(fileAssociations).toMatchObject([{ ext: 'digitlab' }, { ext: 'digitrecipe' }])
	expect(mac).toMatchObject({ hardenedRuntime: true })
	const folder = join(import.meta.dirname, '../../scripts/package')
	expect(existsSync(join(folder, String(mac?.entitlements)))).toBe(true)
	const text = readFileSync(join(folder, String(mac?.entitlements)), 'utf8')
	expect(
		[...text.matchAll(/<key>com\.apple\.security\.cs\.([\w-]+)<\/key>\s*<true\/>/g)].map(([, key]) => key)
	).toEqual(['allow-jit', 'allow-unsigned-executable-memory', 'disable-library-validation'])
	const lock = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')
	expect(lock).not.toMatch(/node_modules\/electron-updater"/)
})
