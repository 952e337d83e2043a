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
					globalSetup: ['test/built-threads.ts'],
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
					globalSetup: ['test/stand-in/built.ts'],
					testTimeout: 180_000,
					hookTimeout: 60_000
				}
			}
		]
	}
})
