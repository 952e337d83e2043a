"""Numbers of NumPy, SciPy, scikit-learn and scikit-image that test/main/data/analysis.test.ts holds the analysis against.

Run: python analysis_numbers.py FOLDER > analysis.json   (pip install scikit-learn==1.9.1 scikit-image==0.26.0)
FOLDER has MNIST's four files. Looked at are the first 2,000 training and 500 test images; for near duplicates all ones.
"""
import json
import sys
import numpy as np
from scipy.ndimage import center_of_mass
from scipy.spatial.distance import cdist, mahalanobis
from scipy.stats import chi2, chi2_contingency, chisquare
from skimage.measure import moments_central
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid


def read(part):
    pixels = np.fromfile(f"{sys.argv[1]}/{part}-images-idx3-ubyte", dtype=np.uint8)[16:].reshape(-1, 28, 28)
    return pixels, np.fromfile(f"{sys.argv[1]}/{part}-labels-idx1-ubyte", dtype=np.uint8)[8:]


def stroke(image):
    """Four times the mean chamfer distance (3, 4) to the background, less half a pixel, of pixels of 128 or more."""
    mask = np.pad(image >= 128, 1)
    far = np.where(mask, 1e9, 0.0)
    steps = [(0, -1, 1), (-1, 0, 1), (-1, -1, 4 / 3), (-1, 1, 4 / 3)]
    for sign, rows in ((1, range(1, 29)), (-1, range(28, 0, -1))):
        for y in rows:
            for x in range(1, 29)[::sign]:
                if mask[y, x]:
                    far[y, x] = min(far[y, x], *(far[y + sign * dy, x + sign * dx] + d for dy, dx, d in steps))
    inside = far[far > 0]
    return 4 * np.mean(inside - 0.5)


def measures(image):
    centre = center_of_mass(image)
    mu = moments_central(image.astype(float), order=2)
    lit = np.argwhere(image > 0)
    height, width = lit.max(0) - lit.min(0) + 1
    return {
        "ink": image.mean() / 255,
        "stroke": stroke(image),
        # moments_central counts rows first: mu[1, 1] is across, mu[2, 0] upright
        "slant": np.degrees(np.arctan(-mu[1, 1] / mu[2, 0])),
        "width": width, "height": height,
        "centreX": centre[1] - 13.5, "centreY": centre[0] - 13.5,
    }


def spread(values):
    return {"mean": np.mean(values), "quantiles": np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])}


all_pixels, all_labels = read("train")
all_test, all_test_labels = read("t10k")
pixels, labels = all_pixels[:2000], all_labels[:2000]
test, test_labels = all_test[:500], all_test_labels[:500]
flat, flat_test = pixels.reshape(-1, 784) / 255, test.reshape(-1, 784) / 255
counts = [np.bincount(some, minlength=10) for some in (labels, test_labels)]
split = chi2_contingency(np.array(counts), correction=False)
means = np.array([pixels[labels == label].mean(0).ravel() for label in range(10)])

pca = PCA(50, svd_solver="full").fit(flat)
points, test_points = pca.transform(flat), pca.transform(flat_test)
three = points[labels == 3]
inverse = np.linalg.inv(np.cov(three.T))
ones = np.concatenate([all_pixels[all_labels == 1], all_test[all_test_labels == 1]]).reshape(-1, 784).astype(float)
ones /= np.linalg.norm(ones, axis=1, keepdims=True)
trained = int((all_labels == 1).sum())
a, b = np.nonzero(np.triu(ones @ ones.T, 1) >= 0.99)

found = {
    "chiSquareTails": [[s, f, chi2.sf(s, f)] for s, f in ((0.3, 1), (3.2, 1), (9, 4), (30, 9), (250, 46), (7, 9))],
    "split": {"statistic": split.statistic, "freedom": split.dof, "p": split.pvalue},
    "even": {"statistic": chisquare(counts[0]).statistic, "freedom": 9, "p": chisquare(counts[0]).pvalue},
    "strength": np.sqrt(split.statistic / 2500),
    "mean": pixels.mean(0).ravel()[::7], "deviation": pixels.std(0).ravel()[::7],
    "medianOfFours": np.median(pixels[labels == 4], 0).ravel()[::7],
    "deviationOfFours": pixels[labels == 4].std(0).ravel()[::7],
    "neverLit": int((pixels.max(0) == 0).sum()),
    "histogram": np.bincount(pixels.ravel(), minlength=256),
    "images": [measures(image) for image in pixels[:40]],
    "inkOfEights": spread(pixels[labels == 8].mean((1, 2)) / 255),
    "meanDistances": cdist(means, means) / 255,
    "variances": pca.explained_variance_, "total": np.var(flat, axis=0, ddof=1).sum(),
    "distances": cdist(test_points[:5], points[:5]),
    "neighbours": [
        int((KNeighborsClassifier(k).fit(points, labels).predict(test_points) == test_labels).sum()) for k in (1, 3, 5)
    ],
    "nearestMean": int((NearestCentroid().fit(flat, labels).predict(flat_test) == test_labels).sum()),
    "mahalanobisOfThrees": [mahalanobis(point, three.mean(0), inverse) for point in three[:20]],
    "nearDuplicates": {
        "training": int((b < trained).sum()), "test": int((a >= trained).sum()),
        "across": int(((a < trained) & (b >= trained)).sum()),
    },
}
plain = lambda value: value.tolist() if hasattr(value, "tolist") else value
print(json.dumps(found, default=plain))
