/** What a person can do from the menu: `show` leads to an address of the page, `importRun` asks for a file. */
export interface MenuDeeds {
	show: (address: string) => void
	importRun: () => void
}

/** The pages, in the order of the page's own list. */
const pages = [
	['Experiment', '#/experiment'],
	['Data', '#/data'],
	['Runs', '#/runs'],
	['Studies', '#/studies'],
	['Classify', '#/classify']
] as const

/** The menu of the window, as each system's people expect it: what is said by a role has the system's own words and keys. */
export function menuFor(platform: string, { show, importRun }: MenuDeeds) {
	const isMac = platform === 'darwin'
	const line = { type: 'separator' } as const
	const go = (label: string, address: string, accelerator: string) => ({
		label,
		accelerator,
		click: () => show(address)
	})
	return [
		...(isMac ? [{ role: 'appMenu' } as const] : []),
		{
			label: '&File',
			submenu: [
				go('New Experiment', '#/experiment', 'CmdOrCtrl+N'),
				{ label: 'Import Run…', accelerator: 'CmdOrCtrl+O', click: () => importRun() },
				line,
				{ role: isMac ? 'close' : 'quit' } as const
			]
		},
		{ role: 'editMenu' } as const,
		{
			label: '&View',
			submenu: [
				...pages.map(([label, address], place) => go(label, address, `CmdOrCtrl+${place + 1}`)),
				line,
				{ role: 'reload' } as const,
				{ role: 'resetZoom' } as const,
				{ role: 'zoomIn' } as const,
				{ role: 'zoomOut' } as const,
				{ role: 'togglefullscreen' } as const
			]
		},
		{ role: 'windowMenu' } as const,
		{
			role: 'help' as const,
			submenu: [{ label: 'Licences', click: () => show('#/about') }, ...(isMac ? [] : [{ role: 'about' as const }])]
		}
	]
}
