/** "mlp-64, run 12" and "Accuracy" → "mlp-64-run-12-accuracy.svg": letters, digits and single hyphens, for every system. */
export function fileName(subject: string, title: string, ending: string): string {
	const words = `${subject} ${title}`
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 80)
	return `${words}.${ending}`
}

/** Hands a file to the browser to keep. */
export function saveFile(name: string, body: Blob): void {
	const address = URL.createObjectURL(body)
	const link = document.createElement('a')
	link.href = address
	link.download = name
	link.click()
	// the download has its own hold on it once it has begun
	setTimeout(() => URL.revokeObjectURL(address), 30_000)
}
