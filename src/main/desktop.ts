import { basename, join } from 'node:path'
import { RPCHandler } from '@orpc/server/ws'
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, session, type WebContents } from 'electron'
import pack from '../../package.json' with { type: 'json' }
import { LabProblem } from '../shared/problems.ts'
import { openLab, type Lab } from './lab.ts'
import { answerBytes } from './shells/bytes.ts'
import { menuFor } from './shells/menu.ts'
import { runFilesIn, takeIn } from './shells/opened.ts'
import { openPage } from './shells/page.ts'
import { asSocket } from './shells/port.ts'
import { isDeveloping, worldHere } from './world.ts'

/** The `desktop` door: one window on the page, which reaches the lab through a MessagePort and nothing else. */

const home = 'lab://app/'
/** Of all that a page can ask the system for, ours only puts text on the clipboard when a person presses "copy". */
const mayUse = (permission: string) => permission === 'clipboard-sanitized-write'
const isOurs = (address: string) => address.startsWith(home)

let lab: Lab | null = null
/** Runs that were opened with the program, until its page is there to show them; then null. */
let waiting: string[] | null = []

protocol.registerSchemesAsPrivileged([
	{ scheme: 'lab', privileges: { standard: true, secure: true, supportFetchAPI: true } }
])

if (app.requestSingleInstanceLock()) {
	process.on('uncaughtException', giveUp)
	process.on('unhandledRejection', giveUp)
	app.on('web-contents-created', (_event, contents) => confine(contents))
	app.on('window-all-closed', () => app.quit())
	app.on('will-quit', closeLabFirst)
	app.on('second-instance', (_event, words, folder) => {
		showWindow()
		open(runFilesIn(words.slice(1), folder))
	})
	// macOS says so what was opened with the program, or dropped on its icon
	app.on('open-file', (event, path) => {
		event.preventDefault()
		open([path])
	})
	open(runFilesIn(process.argv.slice(1), process.cwd()))
	app.whenReady().then(start, giveUp)
} else app.quit()

async function start() {
	const page = await openPage(join(import.meta.dirname, '../renderer'), isDeveloping())
	lab = openLab(worldHere({}))
	lab.resumeQueue()
	const rpc = new RPCHandler(lab.router)
	protocol.handle('lab', answerBytes(lab.bytes, page))
	session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)))
	session.defaultSession.setPermissionCheckHandler((_contents, permission) => mayUse(permission))
	session.defaultSession.setDevicePermissionHandler(() => false)
	ipcMain.on('digit-lab:connect', ({ senderFrame, ports: [port] }) => {
		if (!port || !senderFrame || senderFrame.parent || !isOurs(senderFrame.url)) return
		void rpc.upgrade(asSocket(port))
		port.start()
	})
	app.setAboutPanelOptions({ applicationName: 'Digit Lab', applicationVersion: pack.version, copyright: 'MIT licence' })
	Menu.setApplicationMenu(Menu.buildFromTemplate(menuFor(process.platform, { show, importRun })))
	openWindow()
}

/** Takes in the runs in these files, one after another, and shows the last. */
function open(files: readonly string[]) {
	if (waiting) waiting.push(...files)
	else if (lab) void openEach(lab, files)
}

function openWaiting() {
	const files = waiting ?? []
	waiting = null
	open(files)
}

async function openEach({ bytes }: Lab, files: readonly string[]) {
	for (const file of files)
		try {
			show(await takeIn(file, bytes))
		} catch (reason) {
			if (reason instanceof LabProblem) dialog.showErrorBox(basename(file), reason.message)
			else giveUp(reason)
		}
}

function importRun() {
	const filters = [{ name: 'Runs and recipes of Digit Lab', extensions: ['digitlab', 'digitrecipe', 'zip'] }]
	dialog
		.showOpenDialog({ filters, properties: ['openFile', 'multiSelections'] })
		.then(({ filePaths }) => open(filePaths), giveUp)
}

/** Leads the window to an address of the page, "#/runs". The page stays loaded: only what it shows changes. */
function show(address: string) {
	const [window] = BrowserWindow.getAllWindows()
	// the person sees whether it came
	window?.loadURL(home + address).catch(console.error)
}

function openWindow() {
	const window = new BrowserWindow({
		name: 'lab',
		windowStatePersistence: true,
		title: 'Digit Lab',
		// Linux alone takes a window's icon from here; elsewhere the packaged program has it
		icon: join(import.meta.dirname, '../renderer/icon.png'),
		width: 1280,
		height: 860,
		minWidth: 720,
		minHeight: 520,
		show: false,
		backgroundColor: nativeTheme.shouldUseDarkColors ? '#161614' : '#f6f5f1',
		webPreferences: {
			preload: join(import.meta.dirname, '../preload/preload.cjs'),
			contextIsolation: true,
			sandbox: true,
			nodeIntegration: false,
			webSecurity: true,
			webviewTag: false
		}
	})
	window.once('ready-to-show', () => window.show())
	window.loadURL(home).then(openWaiting, (fault: unknown) => {
		// closed before it had loaded
		if (!window.isDestroyed()) giveUp(fault)
	})
}

/** Whatever the page may come to contain: it stays at home, opens no window and embeds no other page. */
function confine(contents: WebContents) {
	contents.on('will-frame-navigate', (event) => {
		if (!isOurs(event.url)) event.preventDefault()
	})
	contents.on('will-attach-webview', (event) => event.preventDefault())
	contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function showWindow() {
	const [window] = BrowserWindow.getAllWindows()
	if (window?.isMinimized()) window.restore()
	window?.focus()
}

function closeLabFirst(event: { preventDefault: () => void }) {
	if (!lab) return
	event.preventDefault()
	const closing = lab
	lab = null
	closing.close().then(() => app.quit(), giveUp)
}

/** Says once what went wrong and ends. A problem is the person's to mend; anything else is a fault of the program. */
function giveUp(reason: unknown) {
	if (reason instanceof LabProblem) dialog.showErrorBox('Digit Lab cannot open', reason.message)
	else {
		console.error(reason)
		const words = reason instanceof Error ? reason.message : String(reason)
		dialog.showErrorBox(
			'Digit Lab has to close',
			`It met a fault of its own: ${words}\n\nEvery epoch that ended is kept. Start the lab again to go on.`
		)
	}
	app.exit(1)
}
