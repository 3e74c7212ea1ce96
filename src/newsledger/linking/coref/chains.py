"""Event mentions of many documents → chains: pair model in two passes, then average linkage.

Pair classification followed by agglomerative clustering within predicted topics is the usual recipe for ECB+ (Barhom et
al. 2019; Cattan et al. 2021); here with boosted trees over likeness features in place of a language model.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsledger.linking.coref.features import Corpus, second_features
from newsledger.linking.coref.linkage import average_link
from newsledger.linking.coref.mentions import Document, EventMention
from newsledger.linking.coref.trees import PairModel, load_model


def chain_mentions(
    documents: Sequence[Document], mentions: Sequence[EventMention], model: PairModel | None = None
) -> list[int]:
    """Return a chain number for each mention; mentions of one event have the same.

    documents: all documents that the mentions stand in (word statistics and topics come from them alone).
    """
    model = model or load_model()
    corpus = Corpus(documents, mentions)
    chains = [0] * len(mentions)
    used = 0
    for group in corpus.groups():
        count = len(group.members)
        likeness = np.zeros((count, count))
        if count > 1:
            first = model.first.probabilities(group.features)
            again = np.hstack([group.features, second_features(corpus, group, first)])
            a, b = group.pairs[:, 0], group.pairs[:, 1]
            likeness[a, b] = likeness[b, a] = model.second.probabilities(again)
        for member, label in zip(group.members, average_link(likeness, model.threshold), strict=True):
            chains[member] = used + int(label)
        used += count
    return chains
