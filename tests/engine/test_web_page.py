"""The exported page in a real browser: the engine's optimum at every λ, and usable by everyone."""

from __future__ import annotations

import base64
import json
import re

import numpy as np
import pytest
from brute import NETS
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from mirrors_engine import Architecture, Signal, fit, path_events
from mirrors_engine.errors import Cancelled, SettingError
from mirrors_engine.export import exporter
from mirrors_engine.export.html import page_of, web_page
from mirrors_engine.export.page_path import path_for
from mirrors_engine.export.registry import ExportSettings
from mirrors_engine.homotopy import Path
from mirrors_engine.problem import Problem
from mirrors_engine.refits import relax, segment
from mirrors_engine.uncertainty import bootstrap, prediction_interval

pytest_plugins = ("page_browser",)


def wave(n: int, noise: float = 0.3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    x = np.sort(rng.uniform(0, 10, n)).round(3)
    return x, np.sin(x) + noise * rng.standard_normal(n)


def signals() -> dict[str, tuple[Signal, Architecture]]:
    x, y = wave(16)
    days = np.datetime64("2024-02-01") + np.arange(16)
    doubled = Signal(np.append(x, x[:9]), np.append(y, y[:9] + 1), np.linspace(0.5, 2, 25))
    return {
        "abs3": (Signal(x, y), NETS["abs3"]),
        "relu2": (doubled, NETS["relu2"]),
        "leaky3 far": (Signal(x + 1.7e6, 1e3 * y + 1e5), NETS["leaky3"]),
        "symmetrized3 dates": (Signal(days, y), NETS["symmetrized3"]),
        "abs3 skip": (Signal(x + 2000, y + x), Architecture("abs", 3, skip=True)),
        "sign2 skip": (Signal(x, y + x), Architecture("sign", 2, skip=True)),
        "sign2": (Signal(x, y), NETS["sign2"]),
        "threshold3": (Signal(x, y), Architecture("threshold", 3, widths=(2,))),
    }


@pytest.mark.parametrize("name", signals())
def test_every_lam_is_the_engines_optimum(name, show):
    signal, net = signals()[name]
    problem = Problem(signal, net)
    result = problem.solve(lam_ratio=0.1)
    driver = show(exporter("html")(result))
    rng = np.random.default_rng(1)
    ratios = np.concatenate((10 ** rng.uniform(-3, 0, 20), [1.0, 1.5]))
    t = np.concatenate((signal.x, np.linspace(signal.x[0] - 3, signal.x[-1] + 3, 40)))
    lams = (ratios * problem.lam_max).tolist()
    found = driver.execute_script(
        """const [lams, ts] = arguments;
        return lams.map(lam => { const s = mirrors.at(lam); return [
          s.objective, s.bound, s.rmse, s.r2, s.gap, s.active.length,
          ts.map(t => mirrors.value(lam, t)), s.exact,
          mirrors.kinks(lam).filter(k => k.value !== undefined).map(k => [k.at, k.value])]; });""",
        lams,
        t.tolist(),
    )
    scale = float(np.ptp(signal.y))
    for lam, (objective, bound, rmse, r2, gap, neurons, values, exact, kinks) in zip(
        lams, found, strict=True
    ):
        expected = problem.solve(lam)
        assert exact
        assert objective == pytest.approx(expected.objective, rel=1e-9)
        assert bound == pytest.approx(expected.dual_objective, rel=1e-9)
        assert rmse == pytest.approx(expected.rmse, rel=1e-9)
        assert r2 == pytest.approx(expected.r2, abs=1e-9)
        assert gap <= 1e-9
        assert neurons == len(expected.weights)
        np.testing.assert_allclose(values, expected.predict(t), rtol=0, atol=1e-9 * scale)
        if kinks:
            places, heights = np.array(kinks).T
            right = expected.predict(places)
            np.testing.assert_allclose(heights, right, rtol=0, atol=1e-9 * scale)


@pytest.fixture(scope="module")
def abs3_page():
    signal, net = signals()["abs3"]
    return exporter("html")(fit(signal, net, lam_ratio=0.05))


def test_one_file_without_an_outside_address(show, abs3_page):
    assert len(abs3_page.encode()) < 2_000_000
    addresses = set(re.findall(r"[a-z]+://[^\"' ]*", abs3_page))
    assert addresses == {"http://www.w3.org/2000/svg"}  # the name of a vocabulary
    driver = show(abs3_page)
    assert driver.execute_script("return performance.getEntriesByType('resource').length") == 0


def text(driver, name: str) -> str:
    return driver.find_element(By.ID, name).text


def test_keys_move_lam_and_everything_follows(show, abs3_page):
    driver = show(abs3_page)
    slider = driver.find_element(By.ID, "slider")
    words = [text(driver, "facts")]
    before = driver.execute_script("return mirrors.state.lam")
    for _ in range(60):
        slider.send_keys(Keys.ARROW_RIGHT)
    words.append(text(driver, "facts"))
    after = driver.execute_script("return mirrors.state.lam")
    assert after < before and words[0] != words[1]
    neurons = driver.execute_script("return mirrors.state.active.length")
    assert f"effective parameters {neurons + 1}" in text(driver, "facts")
    assert f"{neurons} neurons" in slider.get_attribute("aria-valuetext")
    assert len(driver.find_elements(By.CSS_SELECTOR, "#neurons tr")) == neurons
    driver.find_element(By.TAG_NAME, "body").send_keys("[")
    event = driver.execute_script("return mirrors.state.lam")
    assert event > after
    # at an event a neuron has weight 0, and the slider's path changes there
    counts = driver.execute_script(
        "const e = arguments[0]; return [mirrors.at(e * (1 - 1e-6)), mirrors.at(e * (1 + 1e-6))]"
        ".map(s => s.active.map(a => [a.unit.words, a.weight > 0]).sort().join())",
        event,
    )
    assert counts[0] != counts[1]
    field = driver.find_element(By.ID, "lambda")
    field.send_keys(Keys.CONTROL, "a", Keys.NULL, "much", Keys.ENTER)
    assert driver.execute_script("return mirrors.state.lam") == event
    field.send_keys(Keys.CONTROL, "a", Keys.NULL, "0,5", Keys.ENTER)
    assert driver.execute_script("return mirrors.state.lam") == 0.5
    slider.send_keys(Keys.HOME)
    assert "0 neurons" in text(driver, "facts") and "the function is a constant" in text(
        driver, "neurons"
    )


def test_a_screen_reader_is_told(show, abs3_page):
    driver = show(abs3_page)
    waiting = WebDriverWait(driver, 20)
    waiting.until(
        lambda d: "proved optimal" in d.find_element(By.ID, "summary").get_attribute("textContent")
    )
    assert driver.find_element(By.ID, "plot").accessible_name.startswith("λ = ")
    assert driver.find_element(By.ID, "summary").aria_role == "status"
    for control in driver.find_elements(By.CSS_SELECTOR, "button, input"):
        assert control.accessible_name
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"


def test_the_mirror_axis_is_under_the_pointer(show, abs3_page):
    driver = show(abs3_page)
    found = driver.execute_script(
        """const plot = document.getElementById("plot"), box = plot.getBoundingClientRect();
        const axes = new Map(mirrors.state.active.map(a => [a.unit.words, a.unit.axis]));
        const at = [];
        for (let k = 0; k < 80; k++) {
          plot.dispatchEvent(new PointerEvent("pointermove",
            {clientX: box.left + box.width * k / 80, clientY: box.top + 90}));
          const row = document.querySelector("#neurons tr.on");
          const line = document.getElementById("axis");
          if (row) at.push([axes.get(row.cells[1].textContent), line !== null]);
        }
        plot.dispatchEvent(new PointerEvent("pointerleave"));
        return [at, document.getElementById("axis") === null];""",
    )
    seen, gone = found
    assert any(line for _, line in seen) and gone
    low, high = signals()["abs3"][0].x[[0, -1]]
    for axis, line in seen:
        assert line == (axis is not None and low <= axis <= high)
    hollow = driver.find_elements(By.CSS_SELECTOR, "#plot .mirror")
    filled = driver.find_elements(By.CSS_SELECTOR, "#plot .kink")
    state = driver.execute_script(
        "return mirrors.state.active.flatMap("
        "a => a.unit.kinks.map((k, j) => [k, a.unit.mirror[j]]))"
    )
    samples = {k for k, mirror in state if not mirror}
    mirrored = {k for k, mirror in state if mirror} - samples
    margin = 0.05 * (high - low)
    inside = [k for k in samples | mirrored if low - margin <= k <= high + margin]
    assert len(filled) == len(samples & set(inside)) and len(hollow) == len(mirrored & set(inside))


def test_light_dark_phone_and_projector(show, abs3_page):
    driver = show(abs3_page)
    colours = {}
    for scheme in ("light", "dark"):
        feature = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
        colours[scheme] = driver.execute_script(
            "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]"
        )
    assert colours["light"][0] == "rgb(250, 250, 248)" and colours["dark"][0] == "rgb(22, 24, 28)"
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    for width, height in ((360, 740), (1366, 768), (1920, 1080)):
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        wide, plot = driver.execute_async_script(
            "const [done] = arguments, next = requestAnimationFrame; next(() => next(() => done("
            "[document.documentElement.scrollWidth,"
            " document.getElementById('plot').getBoundingClientRect().height])))"
        )
        assert wide <= width and plot >= 0.45 * height
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_other_losses_snap_to_solved_lam(show):
    signal, net = signals()["abs3"]
    problem = Problem(signal, net, "huber", delta=0.3)
    driver = show(exporter("html")(problem.solve(lam_ratio=0.1)))
    asked = 0.0123 * problem.lam_max
    lam, exact, rmse, values = driver.execute_script(
        "const s = mirrors.at(arguments[0]);"
        "return [s.lam, s.exact, s.rmse, arguments[1].map(t => mirrors.value(arguments[0], t))]",
        asked,
        signal.x.tolist(),
    )
    assert not exact and abs(np.log(lam / asked)) < np.log(1000) / 99
    expected = problem.solve(lam)
    assert rmse == pytest.approx(expected.rmse, rel=1e-6)
    np.testing.assert_allclose(values, expected.fitted, atol=1e-6)
    assert "solved" in text(driver, "range")


def test_a_page_that_would_be_too_large_keeps_what_is_around_its_lam(show):
    signal, net = signals()["abs3"]
    *_, path = path_events(Problem(signal, net), 1e-3)
    result = path.problem.solve(lam_ratio=0.02)
    whole = page_of(path, result)
    assert "every λ" in whole and "too large" not in whole
    short = page_of(path, result, most=len(whole.encode()) - 3000)
    assert len(short.encode()) <= len(whole.encode()) - 3000
    driver = show(short)
    low, high = driver.execute_script("return [mirrors.lamMin, mirrors.lamMax]")
    assert low == pytest.approx(1e-3 * high) and "too large" in text(driver, "range")
    assert re.search(r"exact for \d+ % of this range", text(driver, "range"))
    for ratio in (1.0, 0.021, 0.02, 0.019, 3e-3, 1e-3):
        lam, exact, objective = driver.execute_script(
            "const s = mirrors.at(arguments[0]); return [s.lam, s.exact, s.objective]", ratio * high
        )
        assert exact or ratio in (1.0, 3e-3, 1e-3)
        assert lam == pytest.approx(ratio * high) if exact else abs(np.log(lam / high / ratio)) < 1
        assert objective == pytest.approx(path.problem.solve(lam).objective, rel=1e-9)


def test_out_of_time_the_page_says_how_much_is_exact(show):
    signal, net = signals()["abs3"]
    result = fit(signal, net, lam_ratio=0.02)
    half = next(p for p in path_events(Problem(signal, net), 1e-3) if len(p.segments) > 70)
    assert not half.complete
    above = Path(half.problem, half.segments[:4], half.min_ratio)  # and nothing at the λ of the fit
    part = r"exact for \d+ % of this range"
    for start, words in ((None, "this λ alone"), (half, part), (above, part)):
        driver = show(page_of(path_for(result, start=start, seconds=0.0), result))
        assert re.search(words, text(driver, "range"))
        state = "return [mirrors.state.lam, mirrors.state.objective]"
        lam, objective = driver.execute_script(state)
        assert lam == pytest.approx(result.lam)
        assert objective == pytest.approx(fit(signal, net, lam=lam).objective, rel=1e-9)
    steps = []
    path_for(result, steps.append)
    shares = [s.fraction for s in steps if s.stage == "following the path"]
    assert shares[-1] == pytest.approx(1) and shares[0] < 0.5


def test_a_path_that_is_known_is_taken_if_it_is_of_this_problem():
    """A monitor that refuses any step tells whether anything is solved."""

    def refuse(step):
        if step.stage != "writing the page":
            raise Cancelled(step.stage)

    signal, net = signals()["relu2"]
    problem = Problem(signal, net)
    *_, path = path_events(problem, 0.01)
    result = problem.solve(lam_ratio=0.1)
    assert web_page(result, refuse, path) == page_of(path, result)
    # what is known of an unfinished path is not solved again
    half = next(p for p in path_events(problem, 1e-4) if p.covered and len(p.events) > 5)
    *_, whole = path_events(problem, 1e-3)
    steps = []
    for start in (None, half):
        counted = [0]

        def count(step, counted=counted):
            counted[0] += step.stage != "writing the page"

        page = web_page(result, count, start)
        steps.append(counted[0])
        assert len(page) == pytest.approx(len(page_of(whole, result)), rel=0.1)
    assert steps[1] < 0.8 * steps[0]
    others = [
        fit(signal, NETS["abs2"], lam_ratio=0.1),
        fit(signal, net, lam_ratio=0.1, loss="huber"),
        fit(Signal(signal.x, signal.y), net, lam_ratio=0.1),
    ]
    for other in others:
        with pytest.raises(Cancelled):
            web_page(other, refuse, path)


def test_names_of_columns_stay_text(show):
    name = "</script><img src=x onerror=window.broken=1>&amp;\u2028"
    x, y = wave(8)
    signal = Signal(x, y, x_name=name, y_name=name, name=name)
    driver = show(exporter("html")(fit(signal, NETS["relu2"], lam_ratio=0.1)))
    assert driver.execute_script("return window.broken") is None
    assert text(driver, "title").startswith("</script><img src=x")
    assert driver.find_elements(By.TAG_NAME, "img") == []


def test_refits_and_bands_are_drawn_where_they_are_ticked(show):
    signal, net = signals()["abs3 skip"]
    result = fit(signal, net, kinks=2)
    at = np.linspace(signal.x[0], signal.x[-1], 30)
    every = (
        relax(result),
        segment(result),
        bootstrap(result, 12, points=at),
        prediction_interval(result, 0.8, points=at),
    )
    page = exporter("html")(result, ExportSettings(overlays=every, level=0.8))
    driver = show(page)
    boxes = driver.find_elements(By.CSS_SELECTOR, "#overlays input")
    assert [box.get_attribute("id")[8:] for box in boxes] == [
        "relaxed", "segmented", "bootstrap", "interval"
    ]  # fmt: skip
    where = f"λ = {result.lam_ratio:.3g} λmax"
    for number, box in enumerate(boxes):
        kind = box.get_attribute("id")[8:]
        assert where in box.accessible_name and "not certified" in box.accessible_name
        about = driver.find_element(By.ID, box.get_attribute("aria-describedby"))
        drawn = f"#plot .overlay.{kind}"
        assert not about.is_displayed() and not driver.find_elements(By.CSS_SELECTOR, drawn)
        box.send_keys(Keys.SPACE)
        assert about.is_displayed()
        shapes = driver.find_elements(By.CSS_SELECTOR, drawn)
        assert len(shapes) == (2 if kind == "interval" else 1), number
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])
    for one, refit in zip(data["overlays"], every[:2], strict=False):
        x, low = (np.frombuffer(base64.b64decode(one[k]), "<f8") for k in ("x", "low"))
        np.testing.assert_array_equal(low, refit.predict(x))
        assert {k.value for k in refit.kinks} <= set(x)
    for one, ends in zip(data["overlays"][2:], (every[2].band(0.8), every[3]), strict=True):
        low, high = ends if isinstance(ends, tuple) else (ends.low, ends.high)
        for name, right in (("low", low), ("high", high)):
            np.testing.assert_array_equal(np.frombuffer(base64.b64decode(one[name]), "<f8"), right)
    assert "not penalised" in driver.find_element(By.ID, "network").get_attribute("textContent")


@pytest.mark.parametrize("y", [[2.0, 2.0, 2.0], [1.0]])
def test_a_constant_has_a_page(y, show):
    signal = Signal(np.arange(float(len(y))), y)
    driver = show(exporter("html")(fit(signal, NETS["abs3"], lam_ratio=1.0)))
    assert driver.execute_script("return mirrors.value(1, 0.5)") == pytest.approx(y[0])
    assert "0 neurons" in text(driver, "facts")


def test_results_and_paths_show_the_page_in_a_notebook(show):
    signal, net = signals()["abs3"]
    result = fit(signal, net, lam_ratio=0.1)
    *_, path = path_events(Problem(signal, net), 0.05)
    for value in (result, path):
        cell = f"<link rel=icon href='data:,'><body>{value._repr_html_()}"
        driver = show(f"<!doctype html><meta charset=utf-8>{cell}")
        driver.switch_to.frame(driver.find_element(By.TAG_NAME, "iframe"))
        assert "neurons" in text(driver, "facts")
        driver.switch_to.default_content()
    plane = Architecture("relu", 2, inputs="plane")
    points = np.random.default_rng(0).uniform(-1, 1, (8, 2))
    flat = fit(Signal(points, points[:, 0]), plane, lam_ratio=0.1)
    assert flat._repr_html_() is None
    with pytest.raises(SettingError, match="'html' is for inputs line"):
        exporter("html")(flat)


def test_a_page_can_be_cancelled():
    def stop(_step):
        raise Cancelled("enough")

    signal, net = signals()["abs3"]
    with pytest.raises(Cancelled):
        exporter("html")(fit(signal, net, lam_ratio=0.1), ExportSettings(monitor=stop))
