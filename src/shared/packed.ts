/**
 * Many files in one body, so that ten thousand pictures need not be sent one by one: the length of a list (uint32,
 * big-endian), the list as JSON, and then what is in the files, one after another.
 */
export interface PackedList {
	path: string
	size: number
}

/** The most characters of a list: a few thousand paths. */
export const longestList = 2 ** 20

/** What stands before the files. */
export function packedHead(files: readonly PackedList[]): Uint8Array<ArrayBuffer> {
	const list = new TextEncoder().encode(JSON.stringify(files.map(({ path, size }) => ({ path, size }))))
	const head = new Uint8Array(4 + list.length)
	new DataView(head.buffer).setUint32(0, list.length)
	head.set(list, 4)
	return head
}
