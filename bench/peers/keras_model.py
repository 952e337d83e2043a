"""A Keras model of what bench/parts/peers.ts says of a preset in a few words."""

import keras

layers = keras.layers


def prepared(images, spec):
    """The images in the shape that the model takes."""
    return images.reshape(-1, 28, 28, 1) if "filters" in spec else images


def built(spec, **compiled):
    """The model, compiled with the preset's optimizer and loss."""
    model = keras.Sequential()
    if "filters" in spec:
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
    model.compile(optimizer, "categorical_crossentropy", metrics=["accuracy"], **compiled)
    return model
