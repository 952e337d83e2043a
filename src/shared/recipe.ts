import { z } from 'zod'
import { dataFacts, dataSetId, mnistId } from './dataset.ts'
import { absentNull, choice, flag, kind, real, whole } from './field.ts'
import { layerSchema } from './layers.ts'
import { checkData, checkNetwork, checkTraining } from './check.ts'
import { lossSchema, optimizerSchema, scheduleSchema } from './training.ts'

/** The fields of a recipe before the checks that look at several of them. `knobs.ts` reads forms and flags from it. */
export const recipeFields = z.strictObject({
	data: z
		.strictObject({
			/** MNIST, or what the lab calls a data set that was imported. */
			set: dataSetId.default(mnistId),
			/** What the set is, for any but MNIST: the lab fills it in, and refuses to train on other bytes. */
			of: dataFacts.optional(),
			limit: z.int().min(100).max(100_000_000).nullable().default(null).meta({
				title: 'Images',
				description: 'Use only the first so many training images, validation included; empty uses all of them.'
			}),
			// what a recipe leaves out stays out, so that recipes from before there was a choice keep their hash
			/** Labels, in rising order: only images of these classes, in training, validation and test. */
			classes: z.array(z.int().min(0).max(255)).min(2).max(256).optional(),
			perClass: absentNull(z.int().min(1).max(10_000_000)).meta({
				title: 'Images a class',
				description: 'Use only the first so many training images of each class, validation included; empty uses all.'
			}),
			noise: z
				.strictObject({
					share: real(0, 1, 0, {
						title: 'Wrong labels',
						unit: 'share',
						description:
							'The share of the images learned from that get the label of another class, drawn at random, to see what bad labels do. Validation and test keep their labels.'
					}),
					seed: whole(0, 2_147_483_647, 1, {
						title: 'Seed of wrong labels',
						description: 'Fixes which labels are wrong, and how.'
					})
				})
				.optional()
				.transform((noise) => (noise && noise.share > 0 ? noise : undefined))
		})
		.prefault({}),
	validation: z
		.strictObject({
			share: real(0, 0.9, 0.2, {
				title: 'Validation share',
				description:
					'The share of the training images kept aside to see, after each epoch, how the network does on images it has not learned from.'
			}),
			take: choice({ last: 'the last images', shuffled: 'a random choice' }, 'last', {
				title: 'Validation images',
				description: 'Keras keeps the last images; a random choice (by the seed) does not depend on their order.'
			})
		})
		.prefault({}),
	layers: z
		.array(layerSchema)
		.min(1)
		.max(40)
		.meta({ title: 'Layers', description: 'From the image to a probability for each class.' }),
	optimizer: optimizerSchema.prefault({ kind: 'sgd' }).meta({
		title: 'Optimizer',
		description: 'The rule that turns the gradient of each batch into a change of the weights.'
	}),
	learningRate: real(1e-7, 100, 0.01, {
		title: 'Learning rate',
		description: 'The size of a step: too small learns slowly, too large does not settle or blows up.'
	}),
	schedule: scheduleSchema
		.prefault({ kind: 'constant' })
		.meta({ title: 'Schedule', description: 'How the learning rate changes while training.' }),
	loss: lossSchema,
	labelSmoothing: real(0, 0.5, 0, {
		title: 'Label smoothing',
		description:
			'The share of the truth that is spread over all classes, so that the network does not strive to be certain. Losses are shown without it.'
	}),
	l2: real(0, 1, 0, {
		title: 'L2 penalty',
		description:
			'Adds this times the sum of the squared kernel weights to what training makes small: large weights must be worth it. Losses are shown without it.'
	}),
	augmentation: z
		.strictObject({
			rotation: real(0, 45, 0, {
				title: 'Rotation',
				unit: 'degrees',
				description: 'Turns every training image anew, by up to so many degrees to either side.'
			}),
			shift: real(0, 8, 0, {
				title: 'Shift',
				unit: 'pixels',
				description: 'Moves every training image anew, by up to so many pixels in either direction.'
			}),
			scale: real(0, 0.5, 0, {
				title: 'Scaling',
				unit: 'share',
				description: 'Makes every training image anew larger or smaller, by up to this share.'
			}),
			shear: real(0, 0.5, 0, {
				title: 'Shear',
				unit: 'pixels a row',
				description: 'Slants every training image anew, by up to so many pixels a row.'
			}),
			elastic: real(0, 8, 0, {
				title: 'Bending',
				unit: 'pixels',
				description:
					'Bends every training image anew as if it were drawn on rubber (elastic distortion), by up to so many pixels; most pixels move by a quarter of it.'
			})
		})
		.prefault({}),
	averaging: real(0, 0.9999, 0, {
		title: 'Weight averaging',
		description:
			'Judges a running average of the weights, of which this share stays in every step (0.999, say), in place of the weights themselves; 0 is off.'
	}),
	committee: whole(1, 20, 1, {
		title: 'Committee',
		description:
			'How many networks of these layers learn side by side, with seeds that follow each other; their answer is the mean of their probabilities. Different networks make different mistakes, and the mean makes fewer.'
	}),
	batchSize: whole(1, 60_000, 64, {
		title: 'Batch size',
		description: 'How many images are looked at before the weights change once.'
	}),
	epochs: whole(1, 10_000, 10, {
		title: 'Epochs',
		description: 'How many times the network sees all its training images.'
	}),
	earlyStopping: z
		.discriminatedUnion('kind', [
			z.strictObject({ kind: kind('off', { title: 'off', description: 'Train every epoch.' }) }),
			z.strictObject({
				kind: kind('patience', {
					title: 'when validation stops improving',
					description: 'End when the validation loss has not improved for some epochs.'
				}),
				patience: whole(1, 1000, 5, {
					title: 'patience',
					description: 'How many epochs without improvement are borne.'
				}),
				minDelta: real(0, 10, 0, {
					title: 'least gain',
					description: 'How much lower the loss must be to count as better.'
				})
			})
		])
		.prefault({ kind: 'off' })
		.meta({ title: 'Early stopping', description: 'End a training that has stopped getting better.' }),
	judge: choice({ last: 'the last epoch', best: 'the best epoch' }, 'last', {
		title: 'Weights to judge',
		description: 'Which weights the test sees: those of the last epoch, or of the one with the lowest validation loss.'
	}),
	shuffle: flag(true, {
		title: 'Shuffle',
		description: 'A new order of the training images in every epoch, drawn from the seed.'
	}),
	engine: choice({ auto: 'the fastest that can', graph: 'graph', layers: 'layers' }, 'auto', {
		title: 'Engine',
		description:
			'Graph writes the whole training down once and lets TensorFlow run it; layers takes one operation after another, can do everything, and is slower. The numbers agree but for rounding and the dropout masks.'
	}),
	seed: whole(0, 2_147_483_647, 1, {
		title: 'Seed',
		description:
			'Fixes everything random: first weights, order of images, dropout. The same seed gives the same run again.'
	})
})

/** Everything that decides the result of a run. Parsing fills defaults in and refuses what cannot work, with sentences. */
export const recipeSchema = recipeFields.superRefine((recipe, context) => {
	// without a layer there is nothing that could fit or not
	const network = recipe.layers.length > 0 ? [...checkNetwork(recipe), ...checkTraining(recipe)] : []
	for (const problem of [...checkData(recipe.data), ...network])
		context.addIssue({ code: 'custom', path: problem.path, message: problem.sentence })
})

export type Recipe = z.infer<typeof recipeFields>
/** A recipe as a person may write it: whatever is left out gets its default. */
export type RecipeInput = z.input<typeof recipeFields>
