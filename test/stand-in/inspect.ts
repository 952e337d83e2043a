import type { MenuItemConstructorOptions } from 'electron'
import { refusable } from './events.ts'
import { ipcMain } from './ipc.ts'
import { PortMain } from './port.ts'
import { records, type Inspection } from './records.ts'
import type { WebContents } from './window.ts'

const wanted = [
	'media',
	'geolocation',
	'notifications',
	'midi',
	'clipboard-read',
	'clipboard-sanitized-write',
	'fullscreen',
	'openExternal',
	'unknown'
]

/** Addresses of frames that are not the page, or not all of it. */
const strangers = [
	'https://evil.example/',
	'http://localhost/',
	'lab://other/',
	'lab://app.evil.example/',
	'file:///',
	''
]

/** Asks everything the program has set up as Chromium would ask it, and writes down the answers. */
export function inspect(contents: WebContents): Inspection {
	return {
		webPreferences: records.window?.webPreferences ?? {},
		schemes: records.schemes,
		about: records.about,
		menus: records.menu.map(linesOf),
		focused: records.focused,
		permissions: Object.fromEntries(wanted.map((name) => [name, askPermission(name)])),
		devices: records.devicePermission?.({ deviceType: 'hid', origin: 'lab://app', device: {} } as never) ?? true,
		webviewAttaches: !isRefused(contents, 'will-attach-webview'),
		connects: {
			...Object.fromEntries(strangers.map((url) => [url, connects({ url, parent: null })])),
			'lab://app/ in a frame': connects({ url: 'lab://app/', parent: {} }),
			'a frame that is gone': connects(null),
			'lab://app/': connects({ url: 'lab://app/', parent: null })
		},
		leaks: records.leaks,
		navigations: records.navigations,
		opened: records.opened
	}
}

/** The menu itself, then each line of it. */
function linesOf({ role, label, submenu }: MenuItemConstructorOptions): string[] {
	const lines = Array.isArray(submenu) ? submenu.filter(({ type }) => type !== 'separator') : []
	return [
		role ?? label ?? '',
		...lines.map((line) => line.role ?? [line.label, line.accelerator].filter(Boolean).join(' '))
	]
}

function askPermission(name: string) {
	let request = records.permissionRequest === null
	records.permissionRequest?.(null as never, name as never, (granted) => (request = granted), {} as never)
	const check = records.permissionCheck?.(null, name as never, 'lab://app', {} as never) ?? true
	return { request, check }
}

function isRefused(contents: WebContents, name: string): boolean {
	const event = refusable({})
	contents.emit(name, event, {}, {})
	return event.defaultPrevented
}

function connects(senderFrame: { url: string; parent: object | null } | null): boolean {
	const port = new PortMain(() => undefined)
	ipcMain.emit('digit-lab:connect', { senderFrame, ports: [port] }, null)
	return port.started
}
