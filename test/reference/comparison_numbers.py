"""Numbers of SciPy and statsmodels that test/main/judge/paired.test.ts holds the comparison of runs against.

Run: python comparison_numbers.py > comparison.json   (pip install scipy==1.17.1 statsmodels==0.15.0)
Tango's interval is in neither: here its definition is followed by brute force, the restricted likelihood maximised by a
search and the score set to 1.959964 by a root finder, with none of the closed forms that the lab uses.
"""
import json
from math import log, sqrt

import numpy as np
import scipy
import statsmodels
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import binom, binomtest
from statsmodels.stats.contingency_tables import cochrans_q, mcnemar
from statsmodels.stats.multitest import multipletests

Z = 1.959964


def restricted(b, c, n, delta):
    """The most likely P(first alone right) when P(second alone right) is `delta` more."""
    def minus(q):
        rest = 1 - 2 * q - delta
        return -(b * log(max(q + delta, 1e-300)) + c * log(max(q, 1e-300)) + (n - b - c) * log(max(rest, 1e-300)))
    low, high = max(0, -delta), (1 - delta) / 2
    return minimize_scalar(minus, bounds=(low, high), method="bounded", options={"xatol": 1e-13}).x


def tango(c, b, n):
    def score(delta):
        q = restricted(b, c, n, delta)
        return (b - c - n * delta) / sqrt(n * (2 * q + delta * (1 - delta)))
    d = (b - c) / n
    edge = 1e-7
    low = -1.0 if d <= -1 else brentq(lambda x: score(x) - Z, -1 + edge, d - edge if d > -1 + 2 * edge else d)
    high = 1.0 if d >= 1 else brentq(lambda x: score(x) + Z, d + edge if d < 1 - 2 * edge else d, 1 - edge)
    return [low, high]


def pair(both, first, second, neither):
    n = both + first + second + neither
    few, all_ = min(first, second), first + second
    # scipy's binomial test is the exact McNemar, statsmodels' says the same
    exact = binomtest(few, all_, 0.5).pvalue if all_ else 1.0
    assert abs(exact - mcnemar([[both, first], [second, neither]], exact=True).pvalue) < 1e-9
    mid = min(1.0, 2 * binom.cdf(few, all_, 0.5) - binom.pmf(few, all_, 0.5)) if all_ else 1.0
    net = next((all_ - 2 * k for k in range(all_ // 2, -1, -1) if 2 * binom.cdf(k, all_, 0.5) <= 0.05), None)
    return {"counts": [both, first, second, neither], "difference": (second - first) / n, "interval": tango(first, second, n),
            "exact": exact, "midP": mid, "netNeeded": net}


tables = [
    (59, 6, 16, 80), (1, 1, 7, 12), (80, 40, 20, 20), (794, 86, 150, 570), (5, 0, 5, 0), (5, 0, 6, 9), (10, 3, 3, 4),
    (9722, 60, 91, 127), (9800, 39, 61, 100), (9821, 50, 50, 79), (9216, 40, 610, 134), (9950, 2, 11, 37),
    (100000, 2900, 3100, 10800), (50, 30, 1, 0),
]

# who is right on which image: formulas, so that both sides can make the same ones
image = np.arange(10000)
right = np.stack([
    image % 47 != 3, (image * 7 + image // 11) % 53 != 5, (image % 47 != 3) | (image % 5 == 1), (image * image) % 31 != 7,
], axis=1).astype(int)
small = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 0], [0, 1, 0], [1, 1, 1], [0, 0, 0], [1, 1, 0], [1, 1, 1]])


def q(table):
    found = cochrans_q(table)
    return {"q": float(found.statistic), "p": float(found.pvalue)}


ps = [[0.01, 0.04, 0.03, 0.005], [0.2], [0.5, 0.5, 0.9], [0.049, 0.0001, 0.02, 0.02, 0.8, 0.3]]
print(json.dumps({
    "versions": [scipy.__version__, statsmodels.__version__],
    "pairs": [pair(*one) for one in tables],
    "cochran": {"small": q(small), "large": q(right), "three": q(right[:, :3])},
    "holm": [{"p": one, "adjusted": multipletests(one, method="holm")[1].tolist()} for one in ps],
    "net": {str(n): pair(0, n // 2, n - n // 2, 1)["netNeeded"] for n in (0, 5, 6, 25, 40, 100, 150, 1001)},
}))
