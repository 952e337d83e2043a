/** An event a listener can refuse. */
export function refusable<Details extends object>(details: Details) {
	const event = {
		...details,
		defaultPrevented: false,
		preventDefault() {
			event.defaultPrevented = true
		}
	}
	return event
}
