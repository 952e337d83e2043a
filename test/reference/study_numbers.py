"""Numbers of SciPy and statsmodels that test/main/judge/studies.test.ts holds the statistics of studies against.

Run: python study_numbers.py > studies.json   (pip install scipy==1.17.1 statsmodels==0.15.0)
Values are formulas, so that both sides can make the same ones.
"""
import json
import numpy as np
import pandas as pd
import scipy
import statsmodels
from scipy import integrate, optimize, special, stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.multitest import multipletests


def made(level, seed):
    """An accuracy: a level's effect, a seed's luck, and what is left."""
    return 0.95 + 0.004 * level + 0.001 * ((seed * 7) % 5) + 0.0007 * ((seed * 13 + level * 5) % 11)


def paired(n, level):
    base, other = (np.array([made(l, s) for s in range(n)]) for l in (0, level))
    d = other - base
    interval = stats.ttest_rel(other, base).confidence_interval(0.95)
    flip = stats.permutation_test((d,), np.mean, permutation_type="samples", n_resamples=np.inf) if n <= 12 else None
    return {
        "n": n, "level": level, "mean": d.mean(), "deviation": d.std(ddof=1), "low": interval.low, "high": interval.high,
        "p": stats.ttest_rel(other, base).pvalue, "flip": float(flip.pvalue) if flip else None,
    }


def spread(n):
    x = np.array([made(1, s) for s in range(n)])
    low, high = stats.t.interval(0.95, n - 1, loc=x.mean(), scale=stats.sem(x))
    return {"n": n, "mean": x.mean(), "deviation": x.std(ddof=1), "low": low, "high": high}


def grid(rows, columns, n):
    table = pd.DataFrame(
        [(r, c, s, made(r * 2 + c + (3 if r == c == 1 else 0), s)) for r in range(rows) for c in range(columns) for s in range(n)],
        columns=["row", "column", "seed", "y"],
    )
    line = anova_lm(ols("y ~ C(row) * C(column) + C(seed)", table).fit()).loc["C(row):C(column)"]
    return {"rows": rows, "columns": columns, "n": n, "f": line["F"], "p": line["PR(>F)"]}


def noticed(n, alpha):
    """The effect with 80 % power: SciPy's normal and chi distributions, integrated by QUADPACK (statsmodels' solver and SciPy's nct give up at 3 seeds and a small alpha)."""
    df, critical = n - 1, stats.t.isf(alpha / 2, n - 1)

    def power(d):
        found = lambda x: stats.norm.sf(critical * x / np.sqrt(df) - d * np.sqrt(n)) + stats.norm.cdf(-critical * x / np.sqrt(df) - d * np.sqrt(n))
        return integrate.quad(lambda x: found(x) * stats.chi.pdf(x, df), 0, np.inf, epsabs=1e-12, epsrel=1e-12)[0]

    return optimize.brentq(lambda d: power(d) - 0.8, 0.01, 20, xtol=1e-12)


ps = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 0.012]
print(json.dumps({
    "scipy": scipy.__version__, "statsmodels": statsmodels.__version__,
    "beta": [[x, a, b, special.betainc(a, b, x)] for x in (0.001, 0.2, 0.5, 0.9, 0.9999) for a in (0.5, 2, 17.5) for b in (0.5, 3, 40)],
    "quantile": [[p, df, stats.t.isf(p / 2, df)] for p in (0.05, 0.01, 0.0125) for df in (1, 2, 5, 11, 99)],
    "normal": [[z, stats.norm.cdf(z)] for z in (-8, -3.1, -2.9, -0.5, 0, 1.96, 3.5, 7)],
    "paired": [paired(n, level) for n in (2, 3, 6, 8, 12, 40) for level in (1, 2, 3)],
    "spread": [spread(n) for n in (2, 6, 30)],
    "holm": [ps, multipletests(ps, method="holm")[1].tolist()],
    "power": [[n, alpha, noticed(n, alpha)] for n in (3, 6, 10, 30) for alpha in (0.05, 0.0125)],
    "grid": [grid(2, 2, 6), grid(3, 4, 6), grid(2, 3, 2)],
}))
