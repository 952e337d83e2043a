import type { Training } from './going-on.ts'

const words = (text: string): Training => text.split(' ')

/** Runs of some seconds: every optimizer, both engines, each kind of layer, and whatever has a memory of its own. */
export const trainings: readonly Training[] = [
	words('mlp-64 --limit 2000 --epochs 200'),
	words('mlp-128-dropout --limit 1500 --epochs 120 --optimizer adam --schedule cosine --judge best'),
	words('cnn --limit 300 --epochs 24 --optimizer rmsprop --centered true'),
	words('mlp-64 --limit 500 --epochs 20 --optimizer adam --dropout 0.2 --engine layers'),
	words('cnn-fast --limit 500 --epochs 24 --averaging 0.9'),
	words('slp --limit 3000 --epochs 300 --optimizer adagrad --early-stopping patience --patience 200'),
	words('mlp-64 --limit 600 --epochs 20 --optimizer adadelta --engine layers --judge best'),
	words('mlp-512-dropout --limit 500 --epochs 50 --momentum 0.9 --optimizer sgd --nesterov true'),
	words('mlp-augmented --limit 300 --epochs 30 --augmentation-rotation 10 --validation-take shuffled'),
	words('mlp-64 --limit 800 --epochs 100 --committee 3 --optimizer adam'),
	words('lstm --limit 200 --epochs 15')
]
