import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [svelte()],
				test: {
					name: 'unit',
					include: ['test/**/*.test.ts'],
					pool: 'forks',
					// of two cores the default takes one
					maxWorkers: 2,
					// threads here run TypeScript, which Node strips of its types with WebAssembly; wrappers that V8 compiles for
					// that after 1,000 calls are freed under another thread now and then (nodejs/node#64500): it compiles none
					execArgv: ['--wasm-wrapper-tiering-budget=2000000000'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				test: {
					name: 'stories',
					include: ['test/stories/**/*.story.ts'],
					pool: 'forks',
					maxWorkers: 2,
					testTimeout: 180_000,
					hookTimeout: 60_000
				}
			}
		]
	}
})
