"""MNIST's training images as numpy arrays, from the four files the lab reads."""

import pathlib
import sys
import time

import numpy

IMAGES = 48_000


def read(folder, count=IMAGES):
    """Pixels from 0 to 1, [count, 784] float32, and labels [count] int64."""
    root = pathlib.Path(folder)
    pixels = numpy.frombuffer((root / "train-images-idx3-ubyte").read_bytes(), numpy.uint8, offset=16)
    labels = numpy.frombuffer((root / "train-labels-idx1-ubyte").read_bytes(), numpy.uint8, offset=8)
    images = pixels.reshape(-1, 784)[:count].astype(numpy.float32) / 255
    return images, labels[:count].astype(numpy.int64)


def timed(epochs, epoch):
    """Seconds of each of `epochs` epochs; the first one, in which much is prepared, is told apart."""
    seconds = []
    for _ in range(epochs + 1):
        began = time.perf_counter()
        epoch()
        seconds.append(time.perf_counter() - began)
    return {"first": seconds[0], "seconds": seconds[1:], "loaded": LOADED}


BEGAN = time.perf_counter()
LOADED = 0.0


def loaded():
    """To be called when the library stands ready."""
    global LOADED
    LOADED = time.perf_counter() - BEGAN
    print(f"python {sys.version.split()[0]}", file=sys.stderr)
