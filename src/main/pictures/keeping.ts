import type { Checkpoints } from '../store/checkpoint-thread.ts'
import type { NewPicture, PictureStore } from '../store/pictures.ts'

/** How long a picture waits for others to be written with. */
const patience = 20
/** What is written at once takes a few milliseconds at most. */
const most = { pictures: 25, bytes: 2 ** 20 }

/**
 * Writes pictures in batches, when the history is `free`: a thousand that come together cost a few dozen transactions. Resolves
 * with the number each one has got.
 */
export function keeping(store: PictureStore, free: Checkpoints['free']) {
	let waiting: { picture: NewPicture; asker: PromiseWithResolvers<number> }[] = []
	let bytes = 0
	let timer: NodeJS.Timeout | undefined

	const writeWhenFree = () => void free().then(write)

	function write() {
		clearTimeout(timer)
		timer = undefined
		if (waiting.length === 0) return
		const written = waiting
		waiting = []
		bytes = 0
		try {
			const ids = store.add(written.map(({ picture }) => picture))
			for (const [place, { asker }] of written.entries()) asker.resolve(ids[place] ?? 0)
		} catch (error) {
			for (const { asker } of written) asker.reject(error)
		}
	}

	return {
		keep(picture: NewPicture): Promise<number> {
			const asker = Promise.withResolvers<number>()
			waiting.push({ picture, asker })
			bytes += picture.file.length
			if (waiting.length >= most.pictures || bytes >= most.bytes) writeWhenFree()
			else timer ??= setTimeout(writeWhenFree, patience)
			return asker.promise
		},
		/** Writes what waits. */
		close() {
			write()
		}
	}
}
