"""Numbers of scikit-learn that test/main/judge/confusion.test.ts holds the judgements against.

Run: python sklearn_numbers.py > sklearn.json   (pip install scikit-learn==1.9.1)
Truth and predictions are formulas, so that both sides can make the same ones. Class 9 is never predicted.
"""
import json
import numpy as np
import sklearn
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support as scores

n = np.arange(2000)
truth = (n * 7 + n // 13) % 10
truth = np.where(n % 7 == 0, 9, truth)
predicted = np.where(n % 5 == 0, (truth + n // 5) % 9, truth)
predicted = np.where(predicted == 9, n % 9, predicted)
per_class = scores(truth, predicted, labels=range(10), zero_division=0)
print(json.dumps({
    "version": sklearn.__version__,
    "matrix": confusion_matrix(truth, predicted, labels=range(10)).tolist(),
    "classes": [[float(x) for x in row] for row in zip(*per_class)],
    "macro": [float(x) for x in scores(truth, predicted, average="macro", zero_division=0)[:3]],
    "weighted": [float(x) for x in scores(truth, predicted, average="weighted", zero_division=0)[:3]],
}))
