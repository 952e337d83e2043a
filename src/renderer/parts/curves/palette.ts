/** What a colour token is in the theme of the moment, for what is drawn and not styled. */
export type Palette = (token: string) => string

/** Reads tokens where `element` stands; each once a theme, because reading makes the browser restyle the page. */
export function paletteFor(element: HTMLElement): (dark: boolean) => Palette {
	const known = new Map<string, string>()
	return (dark) => (token) => {
		const key = `${dark} ${token}`
		const found = known.get(key) ?? read(element, token)
		known.set(key, found)
		return found
	}
}

function read(element: HTMLElement, token: string): string {
	const before = element.style.color
	element.style.color = `var(${token})`
	const colour = getComputedStyle(element).color
	element.style.color = before
	return colour
}
