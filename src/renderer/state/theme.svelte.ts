import { MediaQuery } from 'svelte/reactivity'

export const themes = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof themes)[number]

const place = 'digit-lab.theme'

/** Light, dark, or as the system has it. */
export class Theme {
	choice = $state<ThemeChoice>('system')
	#system = new MediaQuery('prefers-color-scheme: dark')
	/** Charts are drawn anew when this changes; everything else follows the style sheet. */
	dark = $derived(this.choice === 'dark' || (this.choice === 'system' && this.#system.current))
	#storage: Storage

	constructor(storage: Storage) {
		this.#storage = storage
		const kept = storage.getItem(place)
		this.choose(themes.find((theme) => theme === kept) ?? 'system')
	}

	choose(choice: ThemeChoice): void {
		this.choice = choice
		this.#storage.setItem(place, choice)
		if (choice === 'system') delete document.documentElement.dataset['theme']
		else document.documentElement.dataset['theme'] = choice
	}
}
