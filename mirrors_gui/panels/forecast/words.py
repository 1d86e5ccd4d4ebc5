"""What a forecast found, in words."""

from __future__ import annotations

from mirrors_engine.series import Forecast
from mirrors_gui.panels.forecast import table as forecast_table
from mirrors_gui.text import formatting
from mirrors_gui.text.translate import mark, tr

# beside the plot there is more room than in the table
LEGEND = forecast_table.NAMES | {"last": mark("last value"), "seasonal": mark("a season before")}


def headline(found: Forecast) -> str:
    """The comparison one step ahead in a sentence."""
    network = found.entry("convex")
    if network is None:
        return tr("Fitting the network …")
    others = [e for e in found.entries if e.key in ("linear", "last", "seasonal")]
    known = [e for e in others if e.test.rmse is not None]
    if network.test.rmse is None or not known:
        return tr("The network's forecasts run away")
    best = min(known, key=lambda e: e.test.rmse or 0.0)
    assert best.test.rmse is not None
    mine, theirs = network.test.rmse, best.test.rmse
    name = tr(forecast_table.NAMES.get(best.key, best.name))
    if theirs == 0:
        return tr(
            "RMSE {mine}; the best baseline ({name}) has 0",
            mine=formatting.number(mine, 3),
            name=name,
        )
    change = mine / theirs - 1
    if abs(change) < 0.005:
        return tr("RMSE as the best baseline ({name})", name=name)
    size = formatting.share(abs(change))
    if change < 0:
        return tr("RMSE {change} below the best baseline ({name})", change=size, name=name)
    return tr("RMSE {change} above the best baseline ({name})", change=size, name=name)


def next_values(found: Forecast) -> list[str]:
    """What the network forecasts beyond the end of the data, in one line."""
    network = found.entry("convex")
    if network is None or network.future is None:
        return []
    when = formatting.x_words(found.rows.timeline.signal)
    pairs = zip(found.future_times, network.future, strict=True)
    values = " · ".join(f"{when(float(t))}: {formatting.number(float(y), 4)}" for t, y in pairs)
    return [tr("Next, {values}", values=values)]


def facts(found: Forecast) -> list[str]:
    """Certificate and λ; what else was found."""
    lines = []
    result = found.result
    if result is not None:
        mark = tr("✓ certified") if found.certified else tr("! not certified")
        gap = formatting.scientific(result.gap) if result.gap > 0 else "0"
        lines.append(
            tr(
                "{mark}, gap {gap} · {neurons} · λ = {lam_ratio} λmax",
                mark=mark,
                gap=gap,
                neurons=formatting.plural(len(result.weights), "neuron"),
                lam_ratio=formatting.number(result.lam_ratio, 2),
            )
        )
    tested = found.entries[0].test.n if found.entries else 0
    training = formatting.count(len(found.training))
    second = tr(
        "{training} rows to train on, {tested} tested",
        training=training,
        tested=formatting.count(tested),
    )
    if found.choice is not None:
        second += tr("; λ by validation")
    if found.band is not None and found.band.coverage is not None:
        low, high = found.band.quantiles
        held = f"{100 * found.band.coverage:.0f} %"
        second += tr("; {high:.0f} % band holds {held}", high=100 * (high - low), held=held)
    lines.append(second)
    if found.outside:
        lines.append(
            tr(
                "{inputs} beyond those trained on",
                inputs=formatting.plural(found.outside, "test input"),
            )
        )
    trained = found.entry("trained")
    if trained is not None and trained.model.excess is not None:
        above = formatting.share(max(trained.model.excess, 0.0))
        lines.append(tr("Ordinary training ends {above} above the optimum", above=above))
    lines.extend(found.notes)
    return lines
