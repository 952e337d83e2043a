/** The buffers of all typed arrays in a message: posted with it they are handed over, not copied, and are gone here. Each has one of its own. */
export function buffersIn(message: unknown): ArrayBuffer[] {
	if (ArrayBuffer.isView(message)) return [message.buffer as ArrayBuffer]
	if (typeof message !== 'object' || message === null) return []
	return Object.values(message).flatMap(buffersIn)
}
