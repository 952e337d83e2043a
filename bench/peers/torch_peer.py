"""Seconds per epoch of one model with PyTorch: torch_peer.py FOLDER SPEC EPOCHS eager|compile."""

import json
import sys

import mnist
import torch

mnist.loaded()
folder, spec, epochs, mode = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
images, labels = (torch.from_numpy(array) for array in mnist.read(folder))
nn = torch.nn
layers = []
if "filters" in spec:
    images = images.reshape(-1, 1, 28, 28)
    channels, side = 1, 28
    for filters in spec["filters"]:
        layers += [nn.Conv2d(channels, filters, 3), nn.ReLU(), nn.MaxPool2d(2)]
        channels, side = filters, (side - 2) // 2
    layers += [nn.Flatten(), nn.Dropout(spec["dropout"]), nn.Linear(channels * side * side, 10)]
else:
    width = 784
    for units in spec["layers"]:
        layers += [nn.Linear(width, units), nn.ReLU()]
        if spec["dropout"]:
            layers.append(nn.Dropout(spec["dropout"]))
        width = units
    layers.append(nn.Linear(width, 10))
model = nn.Sequential(*layers)
optimizer = (torch.optim.SGD if spec["optimizer"] == "sgd" else torch.optim.Adam)(
    model.parameters(), lr=spec["learningRate"]
)
loss = nn.CrossEntropyLoss()
forward = torch.compile(lambda x, y: loss(model(x), y)) if mode == "compile" else lambda x, y: loss(model(x), y)


def epoch():
    """The whole set in a new order, as a tensor that is indexed: quicker than a DataLoader of one process."""
    total = torch.zeros(())
    for places in torch.randperm(len(images)).split(spec["batch"]):
        optimizer.zero_grad(set_to_none=True)
        value = forward(images[places], labels[places])
        value.backward()
        optimizer.step()
        total += value.detach()
    return float(total)


result = mnist.timed(epochs, epoch)
print(json.dumps({**result, "version": f"PyTorch {torch.__version__}"}))
