import type {
	AboutPanelOptionsOptions,
	BrowserWindowConstructorOptions,
	CustomScheme,
	MenuItemConstructorOptions,
	Protocol,
	Session,
	WebPreferences
} from 'electron'

type Handler<Name extends keyof Session> = Session[Name] extends (handler: infer Given) => void ? Given : never

/** What the program under test has set up; `inspect.ts` answers a test's questions from it. */
export const records = {
	schemes: [] as CustomScheme[],
	protocols: new Map<string, Parameters<Protocol['handle']>[1]>(),
	permissionRequest: null as Handler<'setPermissionRequestHandler'>,
	permissionCheck: null as Handler<'setPermissionCheckHandler'>,
	devicePermission: null as Handler<'setDevicePermissionHandler'>,
	window: null as BrowserWindowConstructorOptions | null,
	menu: [] as MenuItemConstructorOptions[],
	about: {} as AboutPanelOptionsOptions,
	/** What the next file dialog is answered with. */
	chosen: [] as string[],
	/** Requests that would have gone to the network. */
	leaks: [] as string[],
	/** Navigations the page began, and whether they were let through. */
	navigations: [] as { address: string; allowed: boolean }[],
	focused: 0,
	/** Windows the page tried to open, and what became of them. */
	opened: [] as { address: string; action: string }[]
}

/** What a test can read of it: plain data, sent between processes. */
export interface Inspection {
	webPreferences: WebPreferences
	schemes: CustomScheme[]
	about: AboutPanelOptionsOptions
	/** What each menu is made of: a role, or a label and its keys. */
	menus: string[][]
	/** How often the window was brought to the front. */
	focused: number
	/** By what was asked for: whether it was granted. */
	permissions: Record<string, { request: boolean; check: boolean }>
	devices: boolean
	webviewAttaches: boolean
	/** By the address of the frame that asked for a port: whether it got one. */
	connects: Record<string, boolean>
	leaks: string[]
	navigations: { address: string; allowed: boolean }[]
	opened: { address: string; action: string }[]
}

export type ToTest =
	| { kind: 'window'; endpoint: string }
	| { kind: 'dialog'; title: string; content: string }
	| { kind: 'inspection'; inspection: Inspection }

export type FromTest =
	| { kind: 'close' }
	| { kind: 'inspect' }
	/** Picks an item of a menu; a file dialog that follows is answered with `chosen`. */
	| { kind: 'pick'; label: string; chosen: string[] }
	/** Starts the program a second time with these words, in this folder. */
	| { kind: 'start'; words: string[]; folder: string }
	/** As macOS says what was dropped on the icon. */
	| { kind: 'open-file'; path: string }

export const tellTest = (message: ToTest) => process.send?.(message)
