"""How clearly points fall into groups, every point counted as often as voters stand on it."""

from __future__ import annotations

import numpy as np

from nuantu.deliberation.votes import Floats, Ints


def measure_silhouette(points: Floats, weight: Ints, label: Ints) -> float:
    """Between -1 and 1: how much nearer voters stand to their own group than to the next one, on average.

    Rousseeuw's silhouette over voters: for each, with a the mean distance to the others of its group and b that to the
    nearest other group, (b - a) / max(a, b); a voter alone in a group counts 0. One group gives 0.
    """
    groups = int(label.max()) + 1
    if groups < 2:
        return 0.0
    across, along = (points[:, None, axis] - points[None, :, axis] for axis in (0, 1))
    distance = np.sqrt(across * across + along * along) * weight[None, :]
    held = np.bincount(label, weight, groups)
    sums = np.stack([distance[:, label == group].sum(axis=1) for group in range(groups)], axis=1)
    rows = np.arange(len(points))
    own = sums[rows, label] / np.maximum(held[label] - 1, 1)
    others = sums / held
    others[rows, label] = np.inf
    nearest = others.min(axis=1)
    most = np.maximum(own, nearest)
    each = np.divide(nearest - own, most, out=np.zeros(len(points)), where=(most > 0) & (held[label] > 1))
    return float((each * weight).sum() / weight.sum())
