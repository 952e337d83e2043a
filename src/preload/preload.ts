import { contextBridge, ipcRenderer } from 'electron'

/** Tells the page that it stands in the desktop window, and hands the port it makes to the main process. Nothing else. */

contextBridge.exposeInMainWorld('digitLab', { door: 'desktop' })

window.addEventListener('message', ({ source, origin, data, ports: [port] }: MessageEvent<unknown>) => {
	if (source !== window || origin !== location.origin || data !== 'digit-lab:connect' || !port) return
	ipcRenderer.postMessage('digit-lab:connect', null, [port])
})
