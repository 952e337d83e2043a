/** Pieces as a stream that asks for the next one when somebody takes it. What goes wrong is told to `fault`, too. */
export function streamOf(
	pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
	fault: (error: unknown) => void
): ReadableStream<Uint8Array<ArrayBuffer>> {
	let cancelled = false
	return new ReadableStream({
		async pull(controller) {
			try {
				const next = await pieces.next()
				// who has left in the meantime wants no more of it
				if (cancelled) return
				if (next.done) controller.close()
				else controller.enqueue(next.value)
			} catch (error) {
				if (cancelled) return
				fault(error)
				controller.error(error)
			}
		},
		async cancel() {
			cancelled = true
			await pieces.return(undefined)
		}
	})
}
