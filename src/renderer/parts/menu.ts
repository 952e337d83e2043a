/** One line of a menu. */
export type MenuEntry =
	/** Does something, and the menu closes. */
	| { title: string; does: () => void; bad?: boolean }
	/** Leads somewhere, or fetches a file. */
	| { title: string; href: string; download?: boolean }
	/** A choice that is on or off; the menu stays open. */
	| { title: string; checked: boolean; does: () => void }
