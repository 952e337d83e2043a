"""Numbers of scikit-learn and NumPy that test/main/judge/calibration.test.ts holds the calibration against.

Run: python calibration_numbers.py > calibration.json   (pip install scikit-learn==1.9.1)
Probabilities and labels are formulas, so that both sides can make the same ones: whole weights from 1 to 1000, a winner
that grows with n, divided in float64 and rounded to float32. Every third image or so is not what is most likely.
"""
import json
import numpy as np
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, log_loss

n = np.arange(2000)[:, None]
k = np.arange(10)[None, :]
winner = (n * 7 + n // 13) % 10
weights = (n * 31 + k * 17 + n * k) % 97 + 1 + np.where(k == winner, (n * n * 3) % 4001, 0)
p = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32).astype(np.float64)
labels = np.where(n % 3 == 0, (winner + n // 3) % 10, winner)[:, 0]
sure, right = p.max(axis=1), p.argmax(axis=1) == labels


def gaps(strategy):
    """scikit-learn's own bins, and ECE and MCE from their definition over NumPy's assignment of images to those bins."""
    edges = np.linspace(0, 1, 16) if strategy == "uniform" else np.percentile(sure, np.linspace(0, 1, 16) * 100)
    place = np.searchsorted(edges[1:-1], sure)
    held = [place == b for b in range(15) if (place == b).any()]
    accuracy, confidence = calibration_curve(right, sure, n_bins=15, strategy=strategy)
    gap = np.abs(accuracy - confidence)
    images = np.array([h.sum() for h in held])
    # were each image right with the chance the network says: the mean ECE of 4,000 such test sets
    luck = np.random.default_rng(1).random((4000, len(sure))) < sure
    chance = sum(np.abs((luck[:, h] - sure[h]).sum(axis=1)) for h in held) / len(sure)
    return {
        "accuracy": accuracy.tolist(), "confidence": confidence.tolist(), "images": images.tolist(),
        "ece": float((images * gap).sum() / len(sure)), "mce": float(gap.max()), "eceByChance": float(chance.mean()),
    }


answered = {str(t): [int((sure >= t).sum()), int((~right & (sure >= t)).sum())] for t in (0, 0.25, 0.5, 0.9, 0.93, 0.975)}
print(json.dumps({
    "version": sklearn.__version__, "correct": int(right.sum()), "confidence": float(sure.mean()),
    "brier": float(brier_score_loss(labels, p, labels=range(10))), "nll": float(log_loss(labels, p, labels=range(10))),
    "width": gaps("uniform"), "mass": gaps("quantile"), "answered": answered,
}))
