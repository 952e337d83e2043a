/** Pieces as a stream that asks for the next one when somebody takes it. What goes wrong is told to `fault`, too. */
export function streamOf(
	pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>,
	fault: (error: unknown) => void
): ReadableStream<Uint8Array<ArrayBuffer>> {
	return new ReadableStream({
		async pull(controller) {
			try {
				const next = await pieces.next()
				if (next.done) controller.close()
				else controller.enqueue(next.value)
			} catch (error) {
				fault(error)
				controller.error(error)
			}
		},
		async cancel() {
			await pieces.return(undefined)
		}
	})
}
