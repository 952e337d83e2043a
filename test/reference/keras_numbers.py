"""Numbers of Keras 3 on TensorFlow that test/main/train/agreement.test.ts holds the training core against.

Run: python keras_numbers.py > keras.json   (pip install tensorflow-cpu==2.21.0 keras==3.15.1)
Weights, images and labels are formulas, so that both sides can make the same ones.
"""
import json, os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import keras
from keras import layers as L

keras.utils.set_random_seed(1)
COUNT, STEPS = 12, 5
index = np.arange(COUNT * 784)
images = (((index * 37 + (index // 784) * 91) % 256).astype("uint8").reshape(COUNT, 28, 28) / 255.0).astype("float32")
labels = np.arange(COUNT) * 7 % 10
truth = np.eye(10, dtype="float32")[labels]

def fill(model):
    for layer in model.layers:
        weights = []
        for place, weight in enumerate(layer.get_weights()):
            n = np.arange(weight.size)
            name = layer.weights[place].name
            if name == "gamma": value = np.ones(weight.size)
            elif name in ("beta", "moving_mean", "bias"): value = np.zeros(weight.size)
            elif name == "moving_variance": value = np.ones(weight.size)
            else: value = np.sin(n * 0.7 + place + 1) * 0.1
            weights.append(value.reshape(weight.shape).astype("float32"))
        layer.set_weights(weights)

def network(shape, *layers, end="softmax"):
    model = keras.Sequential([keras.Input(shape), *layers, L.Dense(10, activation=end)])
    fill(model)
    return model

def run(model, shape, optimizer, loss="categorical_crossentropy"):
    x = images.reshape(COUNT, *shape)
    model.compile(optimizer=optimizer, loss=loss)
    before = model.predict(x, verbose=0)
    losses = [float(model.train_on_batch(x, truth)) for _ in range(STEPS)]
    after = model.predict(x, verbose=0)
    return {
        "parameters": int(model.count_params()),
        "outputs": [list(layer.output.shape[1:]) for layer in model.layers],
        "before": before[0].tolist(),
        "losses": losses,
        "after": after[0].tolist(),
    }

row, picture, sequence = (784,), (28, 28, 1), (28, 28)
sgd = lambda: keras.optimizers.SGD(0.05)
out = {"versions": {"keras": keras.__version__}, "networks": {}, "optimizers": {}, "losses": {}}
n = out["networks"]
for name in ["linear", "relu", "sigmoid", "tanh", "softmax", "elu", "gelu"]:
    n["dense-" + name] = run(network(row, L.Dense(16, activation=name)), row, sgd())
n["conv-valid-pool"] = run(network(picture, L.Conv2D(4, 3, activation="relu"), L.MaxPooling2D(2), L.Flatten()), picture, sgd())
n["conv-same-stride"] = run(network(picture, L.Conv2D(4, 5, strides=2, padding="same", use_bias=False), L.Flatten()), picture, sgd())
n["conv-batch-norm"] = run(network(picture, L.Conv2D(4, 3, use_bias=False), L.BatchNormalization(), L.MaxPooling2D(3), L.Flatten()), picture, sgd())
n["lstm"] = run(network(sequence, L.LSTM(8)), sequence, sgd())
n["gru"] = run(network(sequence, L.GRU(8, reset_after=False)), sequence, sgd())
n["simpleRnn"] = run(network(sequence, L.SimpleRNN(8)), sequence, sgd())
n["lstm-lstm"] = run(network(sequence, L.LSTM(6, return_sequences=True), L.LSTM(5)), sequence, sgd())
dense = lambda end="softmax": network(row, L.Dense(16, activation="tanh"), end=end)
o = out["optimizers"]
for name, optimizer in {
    "sgd": keras.optimizers.SGD(0.05),
    "sgd-momentum": keras.optimizers.SGD(0.05, momentum=0.9),
    "sgd-nesterov": keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True),
    "rmsprop": keras.optimizers.RMSprop(0.001),
    "rmsprop-centered": keras.optimizers.RMSprop(0.001, momentum=0.5, centered=True),
    "adam": keras.optimizers.Adam(0.01),
    "adagrad": keras.optimizers.Adagrad(0.05),
    "adadelta": keras.optimizers.Adadelta(1.0),
}.items():
    o[name] = run(dense(), row, optimizer)
# binary cross-entropy after softmax is left out: Keras 3 then reads the softmax's logits as a sigmoid's
for name, end in {"categorical_crossentropy": "softmax", "binary_crossentropy": "sigmoid", "mean_squared_error": "softmax"}.items():
    out["losses"][name] = run(dense(end), row, sgd(), name)
print(json.dumps(out, indent=1))
