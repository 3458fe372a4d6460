"""Bradley-Terry of the same votes by NumPy and by scikit-learn, timed: a JSON list on stdout.

Reads FOLDER/a.bin, b.bin (int32) and outcome.bin (uint8; 0 a, 1 b, else a tie) and the number of models.
"""
import json
import os
import sys
import time

for setting in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[setting] = "1"

import numpy as np  # noqa: E402, after the number of threads

folder, size, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
a = np.fromfile(f"{folder}/a.bin", dtype=np.int32).astype(np.int64)
b = np.fromfile(f"{folder}/b.bin", dtype=np.int32).astype(np.int64)
outcome = np.fromfile(f"{folder}/outcome.bin", dtype=np.uint8)
degree = np.array([1.0, 0.0, 0.5, 0.5])


def points():
    """wins[i, j]: what i got from j, ties as half."""
    got = degree[outcome]
    wins = np.bincount(a * size + b, weights=got, minlength=size * size)
    wins += np.bincount(b * size + a, weights=1 - got, minlength=size * size)
    return wins.reshape(size, size)


def newton():
    """The maximum by Newton's method, then the sandwich covariance: what Parley does."""
    wins = points()
    votes = wins + wins.T
    s = np.zeros(size)
    for _ in range(50):
        p = 1 / (1 + np.exp(s[None, :] - s[:, None]))
        gradient = (wins - votes * p).sum(axis=1)
        weight = votes * p * (1 - p)
        hessian = np.diag(weight.sum(axis=1)) - weight
        step = np.zeros(size)
        step[1:] = np.linalg.solve(hessian[1:, 1:], gradient[1:])
        s += step
        if np.abs(step).max() < 1e-10:
            break
    decisive = np.bincount(a * size + b, weights=outcome == 0, minlength=size * size)
    decisive += np.bincount(b * size + a, weights=outcome == 1, minlength=size * size)
    decisive = decisive.reshape(size, size)
    ties = votes - decisive - decisive.T
    g = decisive * (1 - p) ** 2 + decisive.T * p**2 + ties * (0.5 - p) ** 2
    scores = np.diag(g.sum(axis=1)) - g
    inverse = np.linalg.inv(hessian[1:, 1:])
    inverse @ scores[1:, 1:] @ inverse
    return s - s.mean()


def logistic():
    """As FastChat's notebook does: weighted rows by pair and outcome, without intervals."""
    from sklearn.linear_model import LogisticRegression

    wins = points()
    first, second = np.nonzero(np.triu(wins + wins.T, 1))
    rows = np.zeros((2 * len(first), size))
    half = np.arange(len(first))
    for offset in (0, len(first)):
        rows[half + offset, first] = 1
        rows[half + offset, second] = -1
    y = np.repeat([1, 0], len(first))
    weights = np.concatenate([wins[first, second], wins[second, first]])
    fit = LogisticRegression(fit_intercept=False, C=np.inf, tol=1e-8, max_iter=1000)
    s = fit.fit(rows, y, sample_weight=weights).coef_[0]
    return s - s.mean()


def timed(name, work):
    times = []
    for _ in range(repeats + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        strengths = work()
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = (1000 * float(np.median(part)) for part in zip(*times[1:]))
    return {"name": name, "wallMs": wall, "cpuMs": cpu, "strengths": strengths.tolist()}


found = [timed(f"NumPy {np.__version__}, Newton with covariance", newton)]
try:
    import sklearn

    found.append(timed(f"scikit-learn {sklearn.__version__}, without intervals", logistic))
except ImportError:
    found.append({"name": "scikit-learn, without intervals", "wallMs": None})
print(json.dumps(found))
