import { EventEmitter } from 'node:events'

/** Where the program hears what its page's preload says. */
export const ipcMain = new EventEmitter()
