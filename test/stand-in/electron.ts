import type * as Electron from 'electron'
import { app } from './app.ts'
import { refusable } from './events.ts'
import { inspect } from './inspect.ts'
import { ipcMain } from './ipc.ts'
import { records, tellTest, type FromTest } from './records.ts'
import { BrowserWindow } from './window.ts'

/** The part of Electron that the desktop door uses. What is missing here fails loudly when the bundle is loaded. */

export { app, BrowserWindow, ipcMain }

export const protocol = {
	registerSchemesAsPrivileged(schemes) {
		if (app.isReady()) throw new Error('Schemes must be registered before the app is ready.')
		records.schemes.push(...schemes)
	},
	handle: (scheme, handler) => void records.protocols.set(scheme, handler)
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>

export const session = {
	defaultSession: {
		setPermissionRequestHandler: (handler) => void (records.permissionRequest = handler),
		setPermissionCheckHandler: (handler) => void (records.permissionCheck = handler),
		setDevicePermissionHandler: (handler) => void (records.devicePermission = handler)
	} satisfies Pick<
		Electron.Session,
		'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
	>
}

export const dialog = {
	showErrorBox(title, content) {
		process.stderr.write(`${title}: ${content}\n`)
		tellTest({ kind: 'dialog', title, content })
	},
	showOpenDialog: () => Promise.resolve({ canceled: records.chosen.length === 0, filePaths: records.chosen })
} satisfies Pick<Electron.Dialog, 'showErrorBox' | 'showOpenDialog'>

export const Menu = {
	buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => ({ template }),
	setApplicationMenu: (menu: { template: Electron.MenuItemConstructorOptions[] } | null) =>
		void (records.menu = menu?.template ?? [])
}

export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>

export default { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session }

process.on('message', (message: FromTest) => {
	const [window] = BrowserWindow.getAllWindows()
	switch (message.kind) {
		case 'close':
			if (window) window.close()
			else app.quit()
			return
		case 'inspect':
			if (window) tellTest({ kind: 'inspection', inspection: inspect(window.webContents) })
			return
		case 'pick':
			records.chosen = message.chosen
			return pick(message.label)
		case 'start':
			// the first word is the program
			app.emit('second-instance', {}, ['digit-lab', ...message.words], message.folder)
			return
		case 'open-file':
			app.emit('open-file', refusable({}), message.path)
	}
})

function pick(label: string) {
	const lines = records.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
	const line = lines.find((one) => one.label === label)
	// none of ours asks for more than that it was picked
	;(line?.click as (() => void) | undefined)?.()
}

// the test that started us is gone
process.on('disconnect', () => app.quit())
process.on('SIGTERM', () => app.quit())
