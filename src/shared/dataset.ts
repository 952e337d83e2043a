/** What the lab's data sets look like from outside; their bytes are read in `main/data`. */
export const dataSets = {
	mnist: { label: 'MNIST', training: 60_000, test: 10_000, image: [28, 28, 1], classes: 10 }
} as const
