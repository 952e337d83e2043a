/** Shares from 0 to 1. */
export interface Scores {
	/** Of the images called this class, the share that are. */
	precision: number
	/** Of the images of this class, the share that are called it. */
	recall: number
	/** The harmonic mean of the two. */
	f1: number
}

export interface ClassScore extends Scores {
	label: number
	/** How many test images there are of this class. */
	support: number
}

/** Where a run is right and wrong on the test images. */
export interface Judgement {
	/** matrix[true class][predicted class], images. */
	matrix: number[][]
	classes: ClassScore[]
	/** The mean over the classes, and the mean weighted by their images. */
	macro: Scores
	weighted: Scores
}
