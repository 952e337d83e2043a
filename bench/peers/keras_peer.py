"""Seconds per epoch of one model with Keras on TensorFlow: keras_peer.py FOLDER SPEC EPOCHS STEPS_PER_EXECUTION."""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import mnist
import keras
import tensorflow

mnist.loaded()
folder, spec, epochs, steps = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
images, labels = mnist.read(folder)
layers = keras.layers
model = keras.Sequential()
if "filters" in spec:
    images = images.reshape(-1, 28, 28, 1)
    model.add(keras.Input((28, 28, 1)))
    for filters in spec["filters"]:
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dropout(spec["dropout"]))
else:
    model.add(keras.Input((784,)))
    for units in spec["layers"]:
        model.add(layers.Dense(units, activation="relu"))
        if spec["dropout"]:
            model.add(layers.Dropout(spec["dropout"]))
model.add(layers.Dense(10, activation="softmax"))
optimizer = (keras.optimizers.SGD if spec["optimizer"] == "sgd" else keras.optimizers.Adam)(spec["learningRate"])
model.compile(
    optimizer, "categorical_crossentropy", metrics=["accuracy"], **({"steps_per_execution": steps} if steps > 1 else {})
)
truth = keras.utils.to_categorical(labels, 10)
result = mnist.timed(epochs, lambda: model.fit(images, truth, batch_size=spec["batch"], epochs=1, verbose=0))
version = f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"
print(json.dumps({**result, "version": version}))
