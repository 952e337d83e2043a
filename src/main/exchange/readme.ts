import type { Manifest } from './manifest.ts'

/** What is what in the file of a whole run, for a person who has unpacked it. */
export const runReadme = ({ name, created, test }: Pick<Manifest, 'name' | 'created' | 'test'>) => `${name}
A run of Digit Lab, started ${created}.

Digit Lab takes this file in as it is, packed: Runs, "Import a run…", or "import FILE" in the terminal.

run.json                 everything about the run but its numbers in bulk, and the checksums of those
recipe.json              what the run was made from; "train recipe.json" trains it again
epochs.csv               one row an epoch: loss, accuracy, validation, learning rate, seconds
model/model.json         the network for TensorFlow.js: tf.loadLayersModel('model/model.json')
model/weights.bin        its weights${test ? `, those of epoch ${test.epoch}, which the test has judged` : ''}
weights/<epoch>.bin      every set of weights that was kept: float32, little-endian, in the order of run.json
test/probabilities.f32   the answers to the test images: a probability for each class, float32, little-endian
validation/<epoch>.u8    the answers to the validation images: the class of each, then its certainty in 1/255, a byte each

What has not happened yet, or was not kept, is not there.
`

/** What is what in the zip with a model for TensorFlow.js. */
export const modelReadme = (name: string, input: string, classes: readonly string[]) => `${name}
A network trained in Digit Lab, for TensorFlow.js.

Put model.json and weights.bin side by side where your page can fetch them, then

    const model = await tf.loadLayersModel('model.json')
    const probabilities = model.predict(images)

images is a tensor of shape [count, ${input}], each pixel from 0 (background) to 1 (ink).
The answer is [count, ${classes.length}]: a probability for each class, in this order: ${classes.join(', ')}.
`
