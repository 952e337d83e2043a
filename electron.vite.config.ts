import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { licencesBeside } from './scripts/licences.mjs'

const main = (name: string) => `src/main/${name}.ts`

export default defineConfig({
	main: {
		build: {
			outDir: 'out/main',
			// one file a door; what they share becomes chunks beside them, so that each finds trainer.js beside itself
			rolldownOptions: {
				input: {
					desktop: main('desktop'),
					cli: main('cli'),
					trainer: main('trainer'),
					checkpointer: main('checkpointer'),
					examiner: main('examiner'),
					reader: main('reader'),
					exporter: main('exporter'),
					analyst: main('analyst'),
					importer: main('importer')
				},
				output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
			}
		}
	},
	preload: {
		build: {
			outDir: 'out/preload',
			// a sandboxed preload is one CommonJS file
			rolldownOptions: { input: 'src/preload/preload.ts', output: { format: 'cjs', entryFileNames: 'preload.cjs' } }
		}
	},
	renderer: {
		root: 'src/renderer',
		publicDir: fileURLToPath(new URL('resources', import.meta.url)),
		plugins: [svelte(), licencesBeside(import.meta.dirname)],
		build: {
			outDir: 'out/renderer',
			rolldownOptions: { input: 'src/renderer/index.html' },
			assetsInlineLimit: 0,
			minify: true
		}
	}
})
