/** Where a value lies in a recipe: ['layers', 2, 'units'] */
export type Path = readonly (string | number)[]

/** The value at `path`, or undefined where the way ends. */
export function valueAt(root: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined,
		root
	)
}

/** A copy of `root` with `value` at `path`; everything beside the way is shared. */
export function withValue<T>(root: T, path: Path, value: unknown): T {
	const [key, ...rest] = path
	if (key === undefined) return value as T
	const inside = withValue(valueAt(root, [key]), rest, value)
	if (Array.isArray(root)) return root.map((item: unknown, index) => (index === key ? inside : item)) as T
	return { ...root, [key]: inside }
}

export const samePath = (a: Path, b: Path) => a.length === b.length && a.every((key, index) => key === b[index])
