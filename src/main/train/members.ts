/**
 * The numbers of a committee's networks in one list, one network after another: the first keeps its names, those of the
 * second end in "@2": "1-dense/kernel@2".
 */
export const joined = <T extends { name: string }>(members: readonly (readonly T[])[]): T[] =>
	members.flatMap((own, place) =>
		place === 0 ? own : own.map((one) => ({ ...one, name: `${one.name}@${place + 1}` }))
	)

/** The reverse of `joined`: `count` lists of the same length, each with its plain names. */
export const parted = <T extends { name: string }>(all: readonly T[], count: number): T[][] => {
	const each = all.length / count
	return Array.from({ length: count }, (_, place) =>
		all.slice(place * each, (place + 1) * each).map((one) => ({ ...one, name: one.name.replace(/@\d+$/, '') }))
	)
}
