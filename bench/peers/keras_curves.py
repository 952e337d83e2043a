"""Loss and accuracy after every epoch with Keras on TensorFlow: keras_curves.py FOLDER SPEC EPOCHS SEED.

The first 48,000 training images are learned from, shuffled, and the last 12,000 validate.
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import mnist
import keras
import keras_model
import tensorflow

folder, spec, epochs, seed = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
keras.utils.set_random_seed(seed)
images, labels = mnist.read(folder, 60_000)
images, truth = keras_model.prepared(images, spec), keras.utils.to_categorical(labels, 10)
known, held = slice(None, mnist.IMAGES), slice(mnist.IMAGES, None)
history = keras_model.built(spec).fit(
    images[known],
    truth[known],
    validation_data=(images[held], truth[held]),
    batch_size=spec["batch"],
    epochs=epochs,
    verbose=0,
).history
curve = {"loss": history["val_loss"], "accuracy": history["val_accuracy"]}
print(json.dumps({**curve, "version": f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"}))
