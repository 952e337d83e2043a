"""Seconds per epoch of one model with Keras on TensorFlow: keras_peer.py FOLDER SPEC EPOCHS STEPS_PER_EXECUTION."""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import mnist
import keras
import keras_model
import tensorflow

mnist.loaded()
folder, spec, epochs, steps = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
images, labels = mnist.read(folder)
images = keras_model.prepared(images, spec)
model = keras_model.built(spec, **({"steps_per_execution": steps} if steps > 1 else {}))
truth = keras.utils.to_categorical(labels, 10)
result = mnist.timed(epochs, lambda: model.fit(images, truth, batch_size=spec["batch"], epochs=1, verbose=0))
version = f"Keras {keras.__version__}, TensorFlow {tensorflow.__version__}"
print(json.dumps({**result, "version": version}))
