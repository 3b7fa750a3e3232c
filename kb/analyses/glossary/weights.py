"""Every number that decides something in a risk report: tier weights, thresholds, limits of work.

Why: a report that weighs must show its weights. Nobody can judge an order without knowing what counts how much, and
whether that was measured, taken over, or chosen.

How it is computed: the values below are read from the program itself. In brackets: the key of `kb.toml` or the option
that sets it; fixed: nothing does.

{table}

Source: beside each value; most are our defaults, and say so.
"""

from kb.analyses.risk.weights import weights


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


__doc__ = (__doc__ or "").format(
    table="\n".join(
        f"- {item.name}: {item.value}. {_sentence(item.use)}. {_sentence(item.source)} ({item.place})."
        for item in weights()
    )
)
